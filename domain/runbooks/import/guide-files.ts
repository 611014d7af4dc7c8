import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { LARGEST_GUIDE_BYTES } from './read-guide';
import { slugOf } from './targets-wanted';

/** One file to import: its path, how the report calls it, and the name of its runbook. */
export type GuideFile = { file: string; source: string; name: string };

const GUIDE = /\.(?:md|mdx|markdown|mdown|mkd|rst|rest|txt)$/i;
const NOT_ENTERED = new Set(['node_modules', '.git', '.hg', '.svn']);
const DEEPEST = 32;
const MOST_FILES = 20_000;
const LONGEST_NAME = 90;

async function filesBelow(root: string, folder: string, depth: number): Promise<string[]> {
  if (depth > DEEPEST) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    // A folder that is a link is not entered: it may lead back here, or anywhere.
    if (entry.isDirectory() && !NOT_ENTERED.has(entry.name)) found.push(...(await filesBelow(root, file, depth + 1)));
    else if (GUIDE.test(entry.name) && (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFileWithin(root, file)))))
      found.push(file);
    if (found.length > MOST_FILES) break;
  }
  return found;
}

async function leadsToFileWithin(root: string, link: string): Promise<boolean> {
  const real = await realpath(link).catch(() => null);
  if (!real?.startsWith((await realpath(root)) + path.sep)) return false;
  return (await stat(real).catch(() => null))?.isFile() === true;
}

function named(files: { file: string; source: string }[]): GuideFile[] {
  const taken = new Set<string>();
  return files.map(({ file, source }) => {
    const base =
      slugOf(source.replace(/\.[^./]+$/, ''))
        .slice(0, LONGEST_NAME)
        .replace(/-+$/, '') || 'guide';
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
    taken.add(name);
    return { file, source, name };
  });
}

/** The guides at a path: one file, or every Markdown and reStructuredText file below a folder, in the order of their names. Null when nothing is there. */
export async function listGuides(at: string): Promise<GuideFile[] | null> {
  const found = await stat(at).catch(() => null);
  if (found?.isFile()) return named([{ file: at, source: path.basename(at) }]);
  if (!found?.isDirectory()) return null;
  const files = await filesBelow(at, at, 0);
  return named(files.slice(0, MOST_FILES).map((file) => ({ file, source: path.relative(at, file).split(path.sep).join('/') })));
}

/** A guide's bytes; one too large is not read whole. */
export async function readGuideFile(file: string): Promise<Uint8Array | { unreadable: string }> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > LARGEST_GUIDE_BYTES)
        return { unreadable: `It has ${(size / LARGEST_GUIDE_BYTES).toFixed(1)} MiB; at most 1 MiB is read. Split it.` };
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { unreadable: `It cannot be read: ${(error as Error).message}.` };
  }
}
