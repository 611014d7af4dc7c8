import type { Root } from 'hast';
import { drawTree } from '@/lib/markdown/draw-tree';
import { fileHash } from './content-hash';
import { parseRunbook } from './parse-runbook';
import { readFile } from './runbook-files';
import type { Runbook } from './schema';
import { oneRunbook, type Shelved } from './shelf';

const KEPT = 100;
/** Drawn trees by file and content, the most recently used last. */
const drawn = new Map<string, Promise<Root>>();
const EMPTY: Root = { type: 'root', children: [] };

const keyOf = ({ file, runbook }: Shelved) => `${file.file} ${runbook.contentHash}`;

async function draw(shelved: Shelved): Promise<Root> {
  const { file, runbook } = shelved;
  const read = await readFile(file);
  // Written again since it was shelved: the next request sees both anew.
  if ('problem' in read || fileHash(read.bytes) !== runbook.contentHash) drawn.delete(keyOf(shelved));
  if ('problem' in read) return EMPTY;
  const { document } = parseRunbook({ slug: runbook.slug, file: runbook.file, syntax: file.syntax, bytes: read.bytes });
  return drawTree(document).catch(() => EMPTY);
}

function treeOf(shelved: Shelved): Promise<Root> {
  const key = keyOf(shelved);
  const tree = drawn.get(key) ?? draw(shelved);
  drawn.delete(key);
  drawn.set(key, tree);
  for (const oldest of drawn.keys()) {
    if (drawn.size <= KEPT) break;
    drawn.delete(oldest);
  }
  return tree;
}

/** The runbook "service/name" as its file now is, ready to be drawn; null when there is none. What is wrong with it is in `problems`. */
export async function loadRunbook(slug: string): Promise<Runbook | null> {
  const shelved = await oneRunbook(slug);
  return shelved && { ...shelved.runbook, tree: await treeOf(shelved) };
}
