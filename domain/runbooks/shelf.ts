import path from 'node:path';
import { env } from '@/lib/env';
import type { SourceProblem } from '@/lib/markdown/source-problem';
import { together } from '@/lib/together';
import { fileHash } from './content-hash';
import { readingOf } from './parse-cache';
import { type ParsedRunbook, parseRunbook } from './parse-runbook';
import { findFile, listFiles, type RunbookFile, readFile } from './runbook-files';

/** A runbook as it was last read, and the stamp of the file it was read from. */
export type Shelved = { file: RunbookFile; runbook: ParsedRunbook; readAtMs: number };

/** Everything that is known of one folder of runbooks, kept in memory and looked after on request. */
type Shelf = { root: string; known: Map<string, Shelved>; scan: Promise<void> | null; next: Promise<void> | null; scannedAt: number };

/**
 * Up to so many files each request looks at all of them. Beyond, a look serves the requests of a moment, and for a while longer a request
 * takes what was seen last and only asks for another look: an error that was pasted does not wait for two thousand files.
 */
const ALWAYS_ANEW = 500;
const REST_MS = 250;
const GOOD_FOR_MS = 3_000;
/** Two writes within one tick of the file system's clock leave the same time behind. */
const TICK_MS = 50;

const shelves = new Map<string, Shelf>();

function shelfOf(root: string): Shelf {
  const known = shelves.get(root);
  if (known) return known;
  const shelf: Shelf = { root, known: new Map(), scan: null, next: null, scannedAt: 0 };
  shelves.set(root, shelf);
  return shelf;
}

const shown = (root: string, file: RunbookFile) => path.join(path.basename(root), path.relative(root, file.file));

function unread(file: RunbookFile, name: string, problem: SourceProblem): ParsedRunbook {
  const { runbook } = parseRunbook({ slug: file.slug, file: name, syntax: 'md', bytes: new Uint8Array() });
  return { ...runbook, contentHash: fileHash(file.stamp), problems: [{ file: name, ...problem }] };
}

/** Reads one file anew. A fault in reading it is a problem of that runbook alone. */
async function shelve(shelf: Shelf, file: RunbookFile): Promise<Shelved> {
  const name = shown(shelf.root, file);
  const readAtMs = Date.now();
  const read = await readFile(file);
  const before = shelf.known.get(file.slug);
  const isUnchanged = 'bytes' in read && before?.file.file === file.file && before.runbook.contentHash === fileHash(read.bytes);
  const parse = () =>
    'problem' in read
      ? unread(file, name, read.problem)
      : readingOf({ slug: file.slug, file: name, syntax: file.syntax, bytes: read.bytes });
  const shelved = { file, runbook: isUnchanged ? before.runbook : await parse(), readAtMs };
  shelf.known.set(file.slug, shelved);
  return shelved;
}

function isSame(shelved: Shelved | undefined, file: RunbookFile): shelved is Shelved {
  if (!shelved || shelved.file.stamp !== file.stamp || shelved.file.file !== file.file || shelved.file.refused !== file.refused)
    return false;
  return Math.abs(shelved.readAtMs - file.changedAtMs) > TICK_MS;
}

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

async function scan(shelf: Shelf): Promise<void> {
  const startedAt = performance.now();
  const files = await listFiles(shelf.root);
  const present = new Set(files.map((file) => file.slug));
  for (const slug of shelf.known.keys()) if (!present.has(slug)) shelf.known.delete(slug);
  for (const file of files) {
    if (isSame(shelf.known.get(file.slug), file)) continue;
    await shelve(shelf, file);
    // Two thousand new files must not keep the runs' output waiting.
    await breathe();
  }
  shelf.scannedAt = startedAt;
}

/** Waits for a scan that began after this call, unless the last one is recent and there are many files. */
function refresh(shelf: Shelf, atOnce = false): Promise<void> {
  if (atOnce || shelf.known.size <= ALWAYS_ANEW || !shelf.scannedAt) return scanned(shelf);
  const ageMs = performance.now() - shelf.scannedAt;
  if (ageMs > GOOD_FOR_MS) return scanned(shelf);
  // What goes wrong in it is said to the request that has to wait for the next.
  if (ageMs > REST_MS && !shelf.scan) scanned(shelf).catch(() => {});
  return Promise.resolve();
}

/** Waits for a scan that began after this call. */
function scanned(shelf: Shelf): Promise<void> {
  if (shelf.scan) {
    shelf.next ??= shelf.scan
      .catch(() => {})
      .then(() => {
        shelf.next = null;
        return scanned(shelf);
      });
    return shelf.next;
  }
  shelf.scan = scan(shelf).finally(() => {
    shelf.scan = null;
  });
  return shelf.scan;
}

/** All runbooks as they now are on disk, by slug, in order; `atOnce` looks however recent the last look was. */
export async function allRunbooks(root = env().RUNBOOKS_DIR, atOnce = false): Promise<Map<string, Shelved>> {
  const shelf = shelfOf(root);
  await refresh(shelf, atOnce);
  return new Map([...shelf.known].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function lookAt(slug: string, root: string): Promise<Shelved | null> {
  const shelf = shelfOf(root);
  const file = await findFile(root, slug);
  if (!file) {
    shelf.known.delete(slug);
    return null;
  }
  const known = shelf.known.get(slug);
  return isSame(known, file) ? known : shelve(shelf, file);
}

/** A look that begins after all of them asked serves all of them. */
const lookTogether = together(
  async (asked: { slug: string; root: string }[]) => {
    const [{ slug, root }] = asked as [{ slug: string; root: string }];
    const shelved = await lookAt(slug, root);
    return asked.map(() => shelved);
  },
  Number.POSITIVE_INFINITY,
  ({ slug, root }) => `${root} ${slug}`,
);

/** One runbook as it now is on disk; null when there is none of that name. Looks at that file alone. */
export const oneRunbook = (slug: string, root = env().RUNBOOKS_DIR): Promise<Shelved | null> => lookTogether({ slug, root });
