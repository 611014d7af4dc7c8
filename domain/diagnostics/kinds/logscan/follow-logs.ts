import { setTimeout as pause } from 'node:timers/promises';
import type { RunnerRequest } from '../../schema';
import type { OpenLog } from './find-logs';
import { bounded, makeMatcher, type Searched } from './matcher';
import { readable } from './tally';

const DEFAULT_FOR_MS = 30_000;
const DEFAULT_LINES = 500;
const LOOK_EVERY_MS = 200;
const PIECE_BYTES = 256 * 1024;
/** So much of what is there already is looked at first. */
const BEFORE_BYTES = 4_096;

type Position = { at: number; rest: string };

async function readNew({ handle }: OpenLog, position: Position): Promise<string> {
  const { size } = await handle.stat();
  // A file that became shorter was emptied, and begins anew.
  if (size < position.at) Object.assign(position, { at: 0, rest: '' });
  const buffer = Buffer.allocUnsafe(Math.min(PIECE_BYTES, size - position.at));
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, position.at);
  position.at += bytesRead;
  const text = position.rest + buffer.toString('latin1', 0, bytesRead);
  const cut = text.lastIndexOf('\n') + 1;
  position.rest = text.slice(cut).slice(-PIECE_BYTES);
  return text.slice(0, cut);
}

/** Prints what is added to files, or of it the lines in which a pattern stands, until `for` or `lines` is reached (30 s, 500 lines) or it is stopped. */
export async function followLogs(
  logs: readonly OpenLog[],
  patterns: readonly Searched[],
  { block, signal, emit }: RunnerRequest,
): Promise<{ lines: number; counts: number[] }> {
  const counts = patterns.map(() => 0);
  const most = block.maxLines ?? DEFAULT_LINES;
  const deadline = performance.now() + (block.forMs ?? DEFAULT_FOR_MS);
  const match = patterns.length ? makeMatcher(patterns) : null;
  const positions = new Map(logs.map((log) => [log, { at: Math.max(0, log.stats.size - BEFORE_BYTES), rest: '' } as Position]));
  let lines = 0;
  while (!signal.aborted && lines < most && performance.now() < deadline) {
    for (const [log, position] of positions) {
      const isFirst = position.at > 0 && position.at === log.stats.size - BEFORE_BYTES;
      const whole = await readNew(log, position);
      const text = isFirst ? whole.slice(whole.indexOf('\n') + 1) : whole;
      const found: string[] = [];
      const take = (line: string, which: readonly number[]) => {
        if (lines + found.length >= most) return;
        for (const at of which) counts[at] = (counts[at] ?? 0) + 1;
        found.push(line);
      };
      if (match) match(text, take);
      else bounded(() => text.split('\n').forEach((line) => line && take(line, [])));
      lines += found.length;
      if (found.length) await emit('stdout', `${found.map(readable).join('\n')}\n`);
    }
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
  return { lines, counts };
}
