import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { checkFiles } from '@/domain/runbooks/check-runbooks';
import type { Problem } from '@/domain/runbooks/schema';

/** Fewer are read sooner than a thread is started. */
const FEWEST_FILES = 40;
const MOST_THREADS = 4;
/** Trees of Markdown are made and dropped by the thousand. */
const YOUNG_MIB = 64;

function inThread(program: string, files: string[]): Promise<Problem[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(program, { workerData: files, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB } });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`A thread of the check ended with ${code}.`)));
  });
}

/** Checks many files on all processors, few in this thread. The problems are in the order of the files. */
export async function checkInThreads(files: readonly string[]): Promise<Problem[]> {
  const program = fileURLToPath(new URL('./check-thread.mjs', import.meta.url));
  const threads = Math.min(availableParallelism(), MOST_THREADS, Math.floor(files.length / FEWEST_FILES));
  // Where the sources themselves run there is no program for a thread.
  if (threads < 2 || !existsSync(program)) return checkFiles(files);
  const share = Math.ceil(files.length / threads);
  const shares = Array.from({ length: threads }, (_, index) => files.slice(index * share, (index + 1) * share));
  return (await Promise.all(shares.map((part) => inThread(program, part)))).flat();
}
