import { lineTime } from './line-time';
import { makeMatcher, type Searched } from './matcher';
import { addLine, makeTally, type Tally } from './tally';

/** Lines of a stack trace carry no time of their own: it stands this far above at most. */
const LOOKED_BACK_CHARACTERS = 8_192;

/** A log that is read once, in pieces of whole lines, each byte as one character. */
export type LogSource = { shown: string; pieces: (signal: AbortSignal) => AsyncIterable<string>; sizeBytes?: number };
export type Window = { sinceMs?: number; untilMs?: number };
export type Scanned = {
  tallies: Tally[];
  /** Lines in which any pattern stands. */
  total: number;
  scannedBytes: number;
  /** Lines that matched, of unknown time; they are counted. */
  undated: number;
  files: { path: string; sizeBytes: number; lines: number }[];
};

const lookedBack = (passed: string, text: string, end: number) =>
  (end < LOOKED_BACK_CHARACTERS ? passed : '')
    .concat(text.slice(Math.max(0, end - LOOKED_BACK_CHARACTERS), end))
    .slice(-LOOKED_BACK_CHARACTERS);

/** The time of a line, or of the next one above it that has one, be it in the piece before. */
function timeAt(line: string, above: () => string, nowMs: number): number | null {
  const own = lineTime(line, nowMs);
  if (own !== null) return own;
  const before = above().split('\n');
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const time = lineTime(before[at] ?? '', nowMs);
    if (time !== null) return time;
  }
  return null;
}

/** Counts patterns in logs, in one pass over each. Throws SlowPattern when one takes too long. */
export async function scanLogs(
  logs: readonly LogSource[],
  patterns: readonly Searched[],
  of: { window: Window; examples: number; nowMs: number; signal: AbortSignal; progress: (scannedBytes: number) => void },
): Promise<Scanned> {
  const match = makeMatcher(patterns);
  const { sinceMs, untilMs } = of.window;
  const isTimed = sinceMs !== undefined || untilMs !== undefined;
  const scanned: Scanned = { tallies: patterns.map(makeTally), total: 0, scannedBytes: 0, undated: 0, files: [] };
  for (const { pieces, sizeBytes, shown } of logs) {
    const before = scanned.scannedBytes;
    let [lines, passed] = [0, ''];
    for await (const text of pieces(of.signal)) {
      match(text, (line, which, start) => {
        if (isTimed) {
          const time = timeAt(line, () => lookedBack(passed, text, start), of.nowMs);
          if (time === null) scanned.undated += 1;
          else if (time < (sinceMs ?? time) || time > (untilMs ?? time)) return;
        }
        lines += 1;
        for (const at of which) addLine(scanned.tallies[at] as Tally, line, of.examples);
      });
      if (isTimed) passed = lookedBack(passed, text, text.length);
      scanned.scannedBytes += text.length;
      of.progress(scanned.scannedBytes);
    }
    scanned.total += lines;
    scanned.files.push({ path: shown, sizeBytes: sizeBytes ?? scanned.scannedBytes - before, lines });
    if (of.signal.aborted) break;
  }
  return scanned;
}
