import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { checkFiles } from '@/domain/runbooks/check-runbooks';
import type { Problem } from '@/domain/runbooks/schema';

/** Fewer are read sooner than a process is started. */
const FEWEST_FILES = 40;
const MOST_PROCESSES = 4;
/** Trees of Markdown are made and dropped by the thousand, and every processor is at work: helpers of the collector would only take turns with it. */
const FLAGS = ['--single-threaded-gc', '--max-semi-space-size=32'];

function inProcess(program: string, files: string[]): Promise<Problem[]> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [], { execArgv: FLAGS, serialization: 'advanced' });
    child.once('message', (problems) => resolve(problems as Problem[]));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`A process of the check ended with ${code ?? signal}.`)));
    child.send(files);
  });
}

/** Checks many files on all processors, few in this process. The problems are in the order of the files. */
export async function checkInProcesses(files: readonly string[]): Promise<Problem[]> {
  const program = fileURLToPath(new URL('./check-share.mjs', import.meta.url));
  const processes = Math.min(availableParallelism(), MOST_PROCESSES, Math.floor(files.length / FEWEST_FILES));
  // Where the sources themselves run there is no program for a process.
  if (processes < 2 || !existsSync(program)) return checkFiles(files);
  const share = Math.ceil(files.length / processes);
  const shares = Array.from({ length: processes }, (_, index) => files.slice(index * share, (index + 1) * share));
  return (await Promise.all(shares.map((part) => inProcess(program, part)))).flat();
}
