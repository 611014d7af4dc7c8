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
type Shelf = {
  root: string;
  known: Map<string, Shelved>;
  /** What is known, by slug and in order, until it changes. */
  inOrder: ReadonlyMap<string, Shelved> | null;
  scan: Promise<void> | null;
  next: Promise<void> | null;
  /** How many wait for a scan. One that nobody waits for leaves time to others. */
  waiting: number;
  scannedAt: number;
};

/** `lately` may be what was seen a moment ago; a look that is `new` begins after the call, and so does a `calm` one, which takes its time. */
type Look = 'lately' | 'new' | 'calm';

/**
 * Up to so many files each request looks at all of them. Beyond, a look serves the requests of a moment, and for a while longer a request
 * takes what was seen last and only asks for another look: an error that was pasted does not wait for two thousand files.
 */
const ALWAYS_ANEW = 500;
const REST_MS = 1_000;
const GOOD_FOR_MS = 3_000;
/** Two writes within one tick of the file system's clock leave the same time behind. */
const TICK_MS = 50;
const FILES_BETWEEN_PAUSES = 50;
const PAUSE_MS = 2;

const shelves = new Map<string, Shelf>();

function shelfOf(root: string): Shelf {
  const known = shelves.get(root);
  if (known) return known;
  const shelf: Shelf = { root, known: new Map(), inOrder: null, scan: null, next: null, waiting: 0, scannedAt: 0 };
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
  shelf.inOrder = null;
  return shelved;
}

function unshelve(shelf: Shelf, slug: string): void {
  if (shelf.known.delete(slug)) shelf.inOrder = null;
}

function isSame(shelved: Shelved | undefined, file: RunbookFile): shelved is Shelved {
  if (!shelved || shelved.file.stamp !== file.stamp || shelved.file.file !== file.file || shelved.file.refused !== file.refused)
    return false;
  return Math.abs(shelved.readAtMs - file.changedAtMs) > TICK_MS;
}

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS));

async function scan(shelf: Shelf): Promise<void> {
  const startedAt = performance.now();
  const startedAtMs = Date.now();
  const present = new Set<string>();
  let unpaused = 0;
  for await (const files of listFiles(shelf.root)) {
    for (const file of files) {
      present.add(file.slug);
      if (isSame(shelf.known.get(file.slug), file)) continue;
      await shelve(shelf, file);
      // Two thousand new files must not keep the runs' output waiting.
      await breathe();
    }
    unpaused += files.length;
    if (unpaused < FILES_BETWEEN_PAUSES) continue;
    await (shelf.waiting > 0 ? breathe() : pause());
    unpaused = 0;
  }
  // What was first seen meanwhile, by a look at it alone, may have come after its folder was listed.
  for (const [slug, { readAtMs }] of shelf.known) if (!present.has(slug) && readAtMs < startedAtMs) unshelve(shelf, slug);
  shelf.scannedAt = startedAt;
}

async function awaited(shelf: Shelf): Promise<void> {
  shelf.waiting++;
  await scanned(shelf).finally(() => shelf.waiting--);
}

/** Waits for a scan that began after this call, unless the last one is recent and there are many files. */
function refresh(shelf: Shelf, look: Look): Promise<void> {
  if (look === 'calm') return scanned(shelf);
  if (look === 'new' || shelf.known.size <= ALWAYS_ANEW || !shelf.scannedAt) return awaited(shelf);
  const ageMs = performance.now() - shelf.scannedAt;
  if (ageMs > GOOD_FOR_MS) return awaited(shelf);
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

/** All runbooks as they now are on disk, by slug, in order; the same map until one of them changes. */
export async function allRunbooks(root = env().RUNBOOKS_DIR, look: Look = 'lately'): Promise<ReadonlyMap<string, Shelved>> {
  const shelf = shelfOf(root);
  await refresh(shelf, look);
  shelf.inOrder ??= new Map([...shelf.known].sort(([a], [b]) => (a < b ? -1 : 1)));
  return shelf.inOrder;
}

async function lookAt(slug: string, root: string): Promise<Shelved | null> {
  const shelf = shelfOf(root);
  const file = await findFile(root, slug);
  if (!file) {
    unshelve(shelf, slug);
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
