import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/env';
import { writeWhole } from '@/lib/write-whole';
import { fileHash } from './content-hash';
import { type ParsedRunbook, parseRunbook, type RunbookSource } from './parse-runbook';

/** Builds whose readings are kept; each reads a file in its own way. */
const KEPT_BUILDS = 3;
const KEPT_DAYS = 30;
const MS_A_DAY = 86_400_000;
/** A file that is read faster than its reading is looked up. */
const SMALLEST_KEPT_BYTES = 512;
const CHUNK = /-[A-Z0-9]{8}\.mjs$/;

/**
 * What this program's reader is called: its build, or the content-named file that it was bundled into. Null where the sources themselves run,
 * which change under the same name.
 */
function readerName(): string | null {
  if (process.env.NODE_ENV === 'development' || process.env.NODE_ENV === 'test') return null;
  const build = path.basename(process.env.SITREP_BUILD_DIR ?? '');
  const file = path.basename(import.meta.url);
  return build || (CHUNK.test(file) ? file.replace('.mjs', '') : null);
}

const fold = (text: string) => createHash('sha256').update(text).digest('hex');
const rootOf = () => path.join(env().DATA_DIR, 'readings');

async function forgetOld(reader: string): Promise<void> {
  const root = rootOf();
  const names = (await readdir(/*turbopackIgnore: true*/ root)).filter((name) => name !== reader);
  const builds = await Promise.all(names.map(async (name) => ({ name, at: (await stat(path.join(root, name))).mtimeMs })));
  const old = builds.sort((a, b) => b.at - a.at).slice(KEPT_BUILDS - 1);
  for (const { name } of old) await rm(/*turbopackIgnore: true*/ path.join(root, name), { recursive: true, force: true });
  const folder = path.join(root, reader);
  for (const name of await readdir(/*turbopackIgnore: true*/ folder)) {
    const file = path.join(folder, name);
    if (Date.now() - (await stat(/*turbopackIgnore: true*/ file)).mtimeMs > KEPT_DAYS * MS_A_DAY) await rm(file, { force: true });
  }
}

let ready: Promise<string | null> | undefined;

/** The folder of this reader's readings; null when there is none to be had, and every file is then read anew. */
async function openFolder(): Promise<string | null> {
  const reader = readerName();
  if (!reader) return null;
  const folder = path.join(rootOf(), reader);
  try {
    await mkdir(/*turbopackIgnore: true*/ folder, { recursive: true, mode: 0o700 });
    void forgetOld(reader).catch(() => {});
    return folder;
  } catch {
    return null;
  }
}

/** A reading begins with the hash of the rest, so that half of one is none. */
async function recall(file: string, contentHash: string): Promise<ParsedRunbook | null> {
  const text = await readFile(/*turbopackIgnore: true*/ file, 'utf8').catch(() => '');
  const body = text.slice(65);
  if (!body || text.slice(0, 64) !== fold(body)) return null;
  const runbook = JSON.parse(body) as ParsedRunbook;
  return runbook.contentHash === contentHash ? runbook : null;
}

/** The reading of a file, kept in this folder for the next who asks. */
export async function readingIn(folder: string, source: RunbookSource): Promise<ParsedRunbook> {
  const contentHash = fileHash(source.bytes);
  const file = path.join(folder, `${fold([source.slug, source.file, source.syntax, contentHash].join('\0'))}.json`);
  const kept = await recall(file, contentHash);
  if (kept) return kept;
  const { runbook } = parseRunbook(source);
  const body = JSON.stringify(runbook);
  // A full disk costs time, and nothing else.
  await writeWhole(file, `${fold(body)}\n${body}`).catch(() => {});
  return runbook;
}

/** The reading of a file as `parseRunbook` gives it: an earlier one of the same bytes under the same name, where this program made one. */
export async function readingOf(source: RunbookSource): Promise<ParsedRunbook> {
  ready ??= openFolder();
  const folder = source.bytes.length < SMALLEST_KEPT_BYTES ? null : await ready;
  return folder ? readingIn(folder, source) : parseRunbook(source).runbook;
}
