import type { RunnerRequest } from '../../schema';
import { followLines, type SourceLine } from '../api/follow-lines';
import { makeMatcher, type Searched } from './matcher';
import type { RemoteLog } from './remote-logs';
import type { LogSource } from './scan-logs';

const PIECE_CHARACTERS = 256 * 1024;
/** More than this of one container is not read: what it wrote before is passed over. */
const MOST_BYTES = 256 * 1024 * 1024;
const FOLLOWED_MS = 30_000;
const MOST_LINES = 500;

const bytesOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

async function* piecesOf({ open }: RemoteLog, signal: AbortSignal): AsyncGenerator<string> {
  const { lines, close } = await open();
  let [piece, read] = ['', 0];
  try {
    for await (const { text } of lines) {
      piece += `${bytesOf(text)}\n`;
      if (piece.length < PIECE_CHARACTERS) continue;
      read += piece.length;
      yield piece;
      piece = '';
      if (read > MOST_BYTES || signal.aborted) return;
    }
    if (piece) yield piece;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    close();
  }
}

/** A container's log as one that is read once. */
export const remoteSource = (log: RemoteLog): LogSource => ({ shown: log.shown, pieces: (signal) => piecesOf(log, signal) });

/** Prints what is added to logs, or of it the lines in which a pattern stands, until `for` or `lines` is reached (30 s, 500 lines) or it is stopped. */
export async function followRemote(
  logs: readonly RemoteLog[],
  patterns: readonly Searched[],
  request: RunnerRequest,
): Promise<{ lines: number; counts: number[] }> {
  const counts = patterns.map(() => 0);
  const match = patterns.length ? makeMatcher(patterns) : null;
  const opened = await Promise.all(logs.map((log) => log.open()));
  const close = () => opened.map((each) => each.close());
  const most = request.block.maxLines ?? MOST_LINES;
  let lines = 0;
  const keeps = (text: string): boolean | 'end' => {
    if (lines >= most) return 'end';
    let isFound = !match;
    match?.(`${bytesOf(text)}\n`, (_line, which) => {
      isFound = true;
      for (const at of which) counts[at] = (counts[at] ?? 0) + 1;
    });
    if (isFound) lines += 1;
    return isFound;
  };
  const forMs = request.block.forMs ?? FOLLOWED_MS;
  const follow = (source: AsyncIterable<SourceLine>) => followLines(source, request, { mostLines: most, forMs, close, keeps });
  await Promise.all(opened.map(({ lines: source }) => follow(source)));
  return { lines, counts };
}
