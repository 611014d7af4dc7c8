import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { explainWriteFailure, StartError } from '@/lib/start-error';
import { identify, takeLock } from '../ready/lock.mjs';

const LEFTOVER_LIMIT_MS = 5_000;
const POLL_MS = 100;

type Child = { pid: number; started: string | null };

export type HeldDataDir = {
  /** Notes a process so that the next start can wait for it, should this one be killed. */
  note(pid: number): void;
  release(): void;
};

const isSame = ({ pid, started }: Child) => started !== null && identify(pid) === started;

function readChildren(file: string): Child[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Child[];
  } catch {
    return [];
  }
}

// They end by themselves when their starter is gone; the port and the database are theirs until then.
async function waitForLeftover(children: Child[]): Promise<void> {
  for (let waitedMs = 0; waitedMs < LEFTOVER_LIMIT_MS && children.some(isSame); waitedMs += POLL_MS) await sleep(POLL_MS);
  for (const child of children.filter(isSame)) process.kill(-child.pid, 'SIGKILL');
}

// Node's own recursive way never returns under /proc.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** Makes DATA_DIR this start's own, waiting for what a killed one left behind. Throws StartError when another start has it. */
export async function holdDataDir(dataDir: string): Promise<HeldDataDir> {
  const childrenFile = path.join(dataDir, 'processes.json');
  try {
    makeFolder(dataDir);
    const lock = takeLock(path.join(dataDir, 'lock'));
    if (!lock.release)
      throw new StartError(
        `Another Sitrep (process ${lock.holder?.pid}) is running on ${dataDir}: stop it first, or give this one another DATA_DIR and PORT.`,
      );
    await waitForLeftover(readChildren(childrenFile));
    const children: Child[] = [];
    writeFileSync(childrenFile, '[]');
    return {
      note: (pid) => {
        children.push({ pid, started: identify(pid) });
        writeFileSync(childrenFile, JSON.stringify(children.filter(isSame)));
      },
      release: () => {
        rmSync(childrenFile, { force: true });
        lock.release();
      },
    };
  } catch (error) {
    throw explainWriteFailure(error, dataDir);
  }
}
