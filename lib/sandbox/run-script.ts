import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { askToEnd, endNow, GRACE_MS } from './end-processes';
import { type SandboxLevel, sandbox } from './level';
import { createSandboxPool } from './pool';
import { checkJob, READY } from './prelude';
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
export type ScriptEnd = {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  why: 'exited' | 'aborted' | 'bounded' | 'output_limit';
  outputBytes: number;
  level: SandboxLevel;
};

const pool = createSandboxPool();

/** Starts boxes before the first click. */
export const warmSandboxes = (): void => pool.warm();

/** Ends the boxes that wait. */
export const closeSandboxes = (): Promise<void> => pool.close();

function begin(job: ScriptJob): Running {
  checkJob(job.script, job.environment);
  if (sandbox().level !== 'bwrap') return startUnboxed(job.script, job.environment);
  const waiting = pool.take(job.network);
  waiting.hand(job.script, job.environment);
  return waiting;
}

type Reading = { take(stream: ScriptStream, text: string, bytes: number): void | Promise<void>; gone: Promise<void> };

/** Reads one pipe to its end; pauses it while the text is being taken, unless the script was ended. */
function read(source: Readable, stream: ScriptStream, { take, gone }: Reading): Promise<void> {
  const decoder = new StringDecoder('utf8');
  const clean = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text);
  return new Promise((resolve) => {
    source.on('data', (chunk: Buffer) => {
      const taken = take(stream, clean(decoder.write(chunk)), chunk.length);
      if (!taken) return;
      source.pause();
      const resume = () => source.resume();
      Promise.race([taken, gone]).then(resume, resume);
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

const SIGNAL_OF = {
  130: 'SIGINT',
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  141: 'SIGPIPE',
  143: 'SIGTERM',
  152: 'SIGXCPU',
  153: 'SIGXFSZ',
} satisfies Record<number, NodeJS.Signals>;

/** A waiting bash says that it stands before anything else: that is taken off, and stderr is held until it was said. */
function makeGate(boxed: boolean, write: ScriptJob['write']) {
  let ready = !boxed;
  let early = '';
  return {
    pass(stream: ScriptStream, text: string): string {
      if (ready) return text;
      if (stream === 'stderr') {
        early += text;
        return '';
      }
      ready = text.startsWith(READY);
      if (ready && early) void Promise.resolve(write('stderr', early)).catch(() => {});
      return text.slice(READY.length);
    },
    check: () => {
      if (!ready) throw new Error(`the box for the script could not be made: ${early.trim().slice(0, 500) || 'it ended at once'}`);
    },
  };
}

/** Ends a script once, for one reason: asks, and after the grace insists. */
function makeStopper(running: Running) {
  const state: { why: ScriptEnd['why']; kill?: NodeJS.Timeout } = { why: 'exited' };
  return {
    why: () => state.why,
    stop(reason: Exclude<ScriptEnd['why'], 'exited'>): void {
      if (reason === 'output_limit') {
        endNow(running.reach);
        for (const source of running.readers) source.destroy();
      }
      if (state.why !== 'exited') return;
      state.why = reason;
      if (reason === 'output_limit') return;
      askToEnd(running.reach);
      state.kill = setTimeout(() => endNow(running.reach), GRACE_MS);
    },
    settle: () => clearTimeout(state.kill),
  };
}
type Stopper = ReturnType<typeof makeStopper>;

/** Counts and bounds what is read before it is handed on. */
function makeTake(job: ScriptJob, stopper: Stopper, pass: (stream: ScriptStream, text: string) => string) {
  const counted = { bytes: 0, lines: 0 };
  const take = (stream: ScriptStream, raw: string, bytes: number) => {
    const text = pass(stream, raw);
    counted.bytes += bytes - (raw.length - text.length);
    if (counted.bytes > job.maxOutputBytes) stopper.stop('output_limit');
    if (stopper.why() === 'bounded' || stopper.why() === 'output_limit' || text === '') return;
    if (job.maxLines === undefined || stream !== 'stdout') return job.write(stream, text);
    const cut = cutLines(text, job.maxLines - counted.lines);
    counted.lines += cut.lines;
    const taken = job.write(stream, cut.text);
    if (counted.lines >= job.maxLines) stopper.stop('bounded');
    return taken;
  };
  return { take, counted };
}

/**
 * Runs one script and waits until every process of it is gone. Told to end, it gets SIGTERM, five seconds, then SIGKILL for
 * all it started. What the script does is told by the result; throws only when it could not be started.
 */
export async function runScript(job: ScriptJob): Promise<ScriptEnd> {
  const { level } = sandbox();
  if (job.signal.aborted) return { exitCode: null, signal: null, why: 'aborted', outputBytes: 0, level };
  const running = begin(job);
  const { boxed } = running.reach;
  const gate = makeGate(boxed, job.write);
  const stopper = makeStopper(running);
  const { take, counted } = makeTake(job, stopper, gate.pass);
  // Once it is gone after being told to, nobody waits for the reader of its output any more.
  let markGone = () => {};
  const gone = new Promise<void>((resolve) => {
    markGone = resolve;
  });
  let ended = false;
  const abort = () => {
    stopper.stop('aborted');
    if (ended) markGone();
  };
  const bound = job.forMs === undefined ? undefined : setTimeout(() => stopper.stop('bounded'), job.forMs);
  job.signal.addEventListener('abort', abort, { once: true });
  try {
    const reading = running.readers.map((source, index) => read(source, index === 0 ? 'stdout' : 'stderr', { take, gone }));
    const { code, signal } = await running.exited;
    ended = true;
    if (stopper.why() !== 'exited') markGone();
    // Without a box, whatever it left behind holds the pipes open: end it, then the pipes end too.
    if (!boxed) endNow(running.reach);
    await Promise.all(reading);
    if (stopper.why() === 'exited') gate.check();
    const named = code !== null && code in SIGNAL_OF ? SIGNAL_OF[code as keyof typeof SIGNAL_OF] : null;
    return { exitCode: code, signal: signal ?? named, why: stopper.why(), outputBytes: counted.bytes, level };
  } finally {
    stopper.settle();
    clearTimeout(bound);
    job.signal.removeEventListener('abort', abort);
    for (const source of running.readers) source.destroy();
    running.clean();
  }
}
