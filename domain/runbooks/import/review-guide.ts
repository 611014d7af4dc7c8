import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import { loadTargets } from '../load-targets';
import { type ImportedGuide, importGuide } from './import-guide';
import { mergeTargets, totalOf } from './import-report';
import { type There, whatIsThere } from './place-dropped';
import type { ImportedFile, ImportReport, ReviewGuide, Total } from './schema';
import { slugOf } from './targets-wanted';

const LONGEST_NAME = 90;

/** What a guide would become, before anything is written. */
export type GuideReview = Omit<ImportedFile, 'state' | 'file' | 'why'> & {
  service: string;
  name: string;
  owner: string;
  total: Total;
  targets: ImportReport['targets'];
  /** What has its name already. */
  there: There | null;
};

const nameFrom = (source: string) =>
  slugOf(source.replace(/\.[^./]+$/, ''))
    .slice(0, LONGEST_NAME)
    .replace(/-+$/, '') || 'guide';

/** Reads the bytes of a dropped guide. Throws invalid, with the reason, for what is none. */
export async function importDropped(
  input: ReviewGuide,
  choices: { title?: string | undefined; owner?: string; toRead?: ReadonlySet<string> } = {},
): Promise<ImportedGuide & { name: string }> {
  const { targets } = await loadTargets();
  const name = input.name ?? nameFrom(input.source);
  const bytes = Buffer.from(input.content, 'base64');
  const imported = await importGuide({ source: input.source, bytes, service: input.service, name, targets, ...choices });
  if ('refused' in imported) throw invalid('content', imported.refused);
  return { ...imported, name };
}

/** Shows what a guide would become, block by block; writes nothing. Throws invalid for what is no guide. */
export async function reviewGuide(ctx: Context, input: ReviewGuide): Promise<GuideReview> {
  authorise(ctx, 'runbook.import');
  const { file, wanted, name, owner } = await importDropped(input);
  const there = await whatIsThere(`${input.service}/${name}`);
  return { ...file, service: input.service, name, owner, total: totalOf([file]), targets: mergeTargets(wanted), there };
}
