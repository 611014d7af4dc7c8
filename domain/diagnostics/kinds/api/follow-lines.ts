import type { OutputStream, RunnerRequest } from '../../schema';

export type SourceLine = { stream: OutputStream; text: string };
export type Followed = { lines: number; errorLines: number; bounded: boolean };

const LONGEST_LINE = 16_384;
const ERROR_LINE = /\b(?:ERROR|FATAL|CRITICAL|PANIC|panic|Traceback|Exception)\b/;

/** Text that comes in pieces, as whole lines; one that never ends is cut. */
export class LineCutter {
  #rest = '';
  cut(text: string): string[] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    return lines.map((line) => line.replace(/\r$/, '').slice(0, LONGEST_LINE));
  }
  end(): string[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest ? [rest] : [];
  }
}

/**
 * Prints lines until they end, `mostLines` or `forMs` is reached, or the run is stopped; `close` ends the source. Lines for which `keeps` says
 * no are passed over, and "end" ends it.
 */
export async function followLines(
  source: AsyncIterable<SourceLine>,
  { emit, signal }: Pick<RunnerRequest, 'emit' | 'signal'>,
  of: { mostLines: number; forMs?: number; close: () => void; keeps?: (text: string) => boolean | 'end' },
): Promise<Followed> {
  const followed: Followed = { lines: 0, errorLines: 0, bounded: false };
  const stop = () => {
    followed.bounded = true;
    of.close();
  };
  const timer = of.forMs === undefined ? undefined : setTimeout(stop, of.forMs);
  signal.addEventListener('abort', of.close, { once: true });
  try {
    for await (const { stream, text } of source) {
      const kept = of.keeps?.(text) ?? true;
      if (kept === 'end') break;
      if (!kept) continue;
      followed.lines += 1;
      if (ERROR_LINE.test(text)) followed.errorLines += 1;
      await emit(stream, `${text}\n`);
      if (followed.lines < of.mostLines) continue;
      followed.bounded = true;
      break;
    }
  } catch (error) {
    // What we closed ourselves breaks off: that is its end.
    if (!followed.bounded && !signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', of.close);
    of.close();
  }
  return followed;
}
