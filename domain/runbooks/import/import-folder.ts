import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '@/lib/write-whole';
import { loadTargets } from '../load-targets';
import type { Target } from '../schema';
import { type GuideFile, listGuides, readGuideFile } from './guide-files';
import { importGuide } from './import-guide';
import { mergeTargets, reportText, totalOf } from './import-report';
import { placeRunbook } from './place-runbook';
import type { ImportedFile, ImportReport, WantedTarget } from './schema';

export type FolderToImport = {
  /** A file or a folder. */
  from: string;
  service: string;
  out: string;
  /** Write over files that were changed by hand. */
  force: boolean;
  onProgress?: (done: number, of: number, source: string) => void;
};

type Imported = { file: ImportedFile; wanted: WantedTarget[] };

async function importOne(of: FolderToImport, guide: GuideFile, targets: ReadonlyMap<string, Target>): Promise<Imported> {
  const skipped = (why: string): Imported => ({
    file: { source: guide.source, state: 'skipped', why, headings: 0, blocks: [], findings: [], notes: [] },
    wanted: [],
  });
  const bytes = await readGuideFile(guide.file);
  if ('unreadable' in bytes) return skipped(bytes.unreadable);
  const imported = await importGuide({ source: guide.source, bytes, service: of.service, name: guide.name, targets });
  if ('refused' in imported) return skipped(imported.refused);
  const file = path.join(of.service, `${guide.name}.mdx`);
  const placed = await placeRunbook(path.join(of.out, file), imported.mdx, of.force);
  return { file: { ...imported.file, ...placed, file }, wanted: imported.wanted };
}

/**
 * Imports a guide, or every guide below a folder, into OUT/SERVICE, and writes the report of every code block beside it. The
 * same guides give the same files again. Null when there is nothing at the path.
 */
export async function importFolder(of: FolderToImport): Promise<{ report: ImportReport; reportFile: string } | null> {
  const guides = await listGuides(of.from);
  if (!guides) return null;
  const { targets } = await loadTargets();
  const imported: Imported[] = [];
  for (const [index, guide] of guides.entries()) {
    of.onProgress?.(index, guides.length, guide.source);
    imported.push(await importOne(of, guide, targets));
  }
  const files = imported.map(({ file }) => file);
  const report = { service: of.service, total: totalOf(files), files, targets: mergeTargets(imported.flatMap(({ wanted }) => wanted)) };
  await mkdir(of.out, { recursive: true });
  const base = path.join(of.out, `import-${of.service}`);
  await writeWhole(`${base}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await writeWhole(`${base}.txt`, reportText(report));
  return { report, reportFile: `${base}.txt` };
}
