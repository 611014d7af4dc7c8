import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { askToEnd, endNow, GRACE_MS } from './end-processes';
import { sandbox, type SandboxLevel } from './level';
import { createSandboxPool } from './pool';
import { type Running, startUnboxed } from './start-sandbox';

export type ScriptStream = 'stdout' | 'stderr';
export type ScriptJob = {
  script: string;
  environment: Readonly<Record<string, string>>;
  network: boolean;
  signal: AbortSignal;
  /** Ends it, completed, after this long or this many lines of stdout. */
  forMs?: number;
  maxLines?: number;
  /** Ended at once when it has written more. */
  maxOutputBytes: number;
  /** Takes output as text, invalid UTF-8 and NUL replaced; while its promise is pending, the script waits. */
  write: (stream: ScriptStream, text: string) => void | Promise<void>;
};
/** How a script ended: by itself, because it was told to (aborted), at its bounds, or for writing too much. */
export type ScriptEnd = { exitCode: number | null; signal: NodeJS.Signals | null; why: 'exited' | 'aborted' | 'bounded' | 'output_limit'; outputBytes: number; level: SandboxLevel };

const pool = createSandboxPool();

/** Starts boxes before the first click. */
export const warmSandboxes = (): void => pool.warm();

/** Ends the boxes that wait. */
export const closeSandboxes = (): Promise<void> => pool.close();

function begin(job: ScriptJob): Running {
  if (sandbox().level !== 'bwrap') return startUnboxed(job.script, job.environment);
  const waiting = pool.take(job.network);
  waiting.hand(job.script, job.environment);
  return waiting;
}

type Reading = { take(stream: ScriptStream, text: string, bytes: number): void | Promise<void>; stopped: Promise<unknown> };

/** Reads one pipe to its end; pauses it while the text is being taken, unless the script is being ended. */
function read(source: Readable, stream: ScriptStream, { take, stopped }: Reading): Promise<void> {
  const decoder = new StringDecoder('utf8');
  const clean = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text);
  return new Promise((resolve) => {
    source.on('data', (chunk: Buffer) => {
      const taken = take(stream, clean(decoder.write(chunk)), chunk.length);
      if (!taken) return;
      source.pause();
      const resume = () => source.resume();
      Promise.race([taken, stopped]).then(resume, resume);
    });
    source.on('error', () => resolve());
    source.on('close', () => {
      const rest = clean(decoder.end());
      if (rest) void Promise.resolve(take(stream, rest, 0)).catch(() => {});
      resolve();
    });
  });
}

/** The text up to the given number of line ends, and how many of them it holds. */
function cutLines(text: string, wanted: number): { text: string; lines: number } {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    if (lines === wanted) return { text: text.slice(0, at + 1), lines };
  }
  return { text, lines };
}

const SIGNAL_OF = { 130: 'SIGINT', 132: 'SIGILL', 134: 'SIGABRT', 135: 'SIGBUS', 136: 'SIGFPE', 137: 'SIGKILL', 139: 'SIGSEGV', 141: 'SIGPIPE', 143: 'SIGTERM', 152: 'SIGXCPU', 153: 'SIGXFSZ' } satisfies Record<number, NodeJS.Signals>;

/**
 * Runs one script and waits until every process of it is gone. Told to end, it gets SIGTERM, five seconds, then SIGKILL for
 * all it started. Never throws for what the script does; throws when it could not be started.
 */
export async function runScript(job: ScriptJob): Promise<ScriptEnd> {
  if (job.signal.aborted) return { exitCode: null, signal: null, why: 'aborted', outputBytes: 0, level: sandbox().level };
  const running = begin(job);
  let why: ScriptEnd['why'] = 'exited';
  let outputBytes = 0;
  let lines = 0;
  let kill: NodeJS.Timeout | undefined;
  let markStopped: (value?: unknown) => void = () => {};
  const stopped = new Promise((resolve) => {
    markStopped = resolve;
  });
  const stop = (reason: Exclude<ScriptEnd['why'], 'exited'>) => {
    if (why !== 'exited') return;
    why = reason;
    markStopped();
    if (reason === 'output_limit') return endNow(running.reach);
    askToEnd(running.reach);
    kill = setTimeout(() => endNow(running.reach), GRACE_MS);
  };
  const take = (stream: ScriptStream, text: string, bytes: number) => {
    outputBytes += bytes;
    if (outputBytes > job.maxOutputBytes) stop('output_limit');
    if (why === 'bounded' || why === 'output_limit' || text === '') return;
    if (job.maxLines === undefined || stream !== 'stdout') return job.write(stream, text);
    const cut = cutLines(text, job.maxLines - lines);
    lines += cut.lines;
    const taken = job.write(stream, cut.text);
    if (lines >= job.maxLines) stop('bounded');
    return taken;
  };
  const abort = () => stop('aborted');
  const bound = job.forMs === undefined ? undefined : setTimeout(() => stop('bounded'), job.forMs);
  job.signal.addEventListener('abort', abort, { once: true });
  try {
    const reading = running.readers.map((source, index) => read(source, index === 0 ? 'stdout' : 'stderr', { take, stopped }));
    const { code, signal } = await running.exited;
    // Whatever it left behind holds the pipes open: end it, then the pipes end too.
    if (!running.reach.boxed) endNow(running.reach);
    await Promise.all(reading);
    const named = code !== null && code in SIGNAL_OF ? SIGNAL_OF[code as keyof typeof SIGNAL_OF] : null;
    return { exitCode: code, signal: signal ?? named, why, outputBytes, level: sandbox().level };
  } finally {
    clearTimeout(kill);
    clearTimeout(bound);
    job.signal.removeEventListener('abort', abort);
    for (const source of running.readers) source.destroy();
    running.clean();
  }
}

