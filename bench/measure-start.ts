import { readFileSync } from 'node:fs';
import { type StartedConsole, startConsole } from './start-console';
import { ms, type Row } from './table';

const MIB = 1024 * 1024;
const SETTLE_MS = 5_000;

/** Proportional set sizes: memory shared between processes is counted once. */
function memoryBytes(pids: number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      return sum + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
    } catch {
      return sum;
    }
  }, 0);
}

/** A second start on the same data, and what the whole product holds in memory when nothing happens. */
export async function measureStart(runbooksDir: string, dataDir: string): Promise<{ rows: Row[]; console: StartedConsole }> {
  const console = await startConsole(runbooksDir, dataDir, 'on');
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const memory = memoryBytes(console.pids()) / MIB;
  return {
    console,
    rows: [
      { what: 'warm start to /health ok', raw: '', ours: ms(console.startedInMs), asked: '10 s', met: console.startedInMs <= 10_000 },
      { what: 'whole product, idle, with the lab', raw: '', ours: `${memory.toFixed(0)} MiB`, asked: '512 MiB', met: memory <= 512 },
    ],
  };
}
