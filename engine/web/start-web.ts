import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { log } from '@/lib/log';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const STEADY_MS = 30_000;
const STOP_LIMIT_MS = 2_000;
const MEMORY_FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=256'];

export type Web = {
  /** Where the pages are served, "http://127.0.0.1:PORT"; null while they are not. */
  readonly origin: string | null;
  close(): Promise<void>;
};

type Options = {
  /** The program that serves the pages; it tells its port by message. */
  program?: string;
  onUp?: (origin: string) => void;
  onDown?: () => void;
};

const builtProgram = () => path.join(process.env.SITREP_BUILD_DIR ?? 'dist', 'web.mjs');

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Keeps the web process alive: starts it, and starts it again with growing delays whenever it ends. */
export function startWeb({ program = builtProgram(), onUp = () => {}, onDown = () => {} }: Options = {}): Web {
  let child: ChildProcess;
  let origin: string | null = null;
  let stopping = false;
  let delayMs = FIRST_DELAY_MS;
  let timer: NodeJS.Timeout | undefined;

  function launch(): void {
    const startedMs = Date.now();
    // What Next prints on standard output is of use to developers only; errors go to standard error.
    const output = process.env.NODE_ENV === 'development' ? 'inherit' : 'ignore';
    child = spawn(process.execPath, [...MEMORY_FLAGS, program], { stdio: ['ignore', output, 'inherit', 'ipc'] });
    child.once('message', (message: { port: number }) => {
      origin = `http://127.0.0.1:${message.port}`;
      onUp(origin);
    });
    child.once('error', (error) => log.error({ error: error.message }, 'the web process cannot be started'));
    child.once('close', (code, signal) => ended(code, signal, Date.now() - startedMs));
  }

  function ended(code: number | null, signal: string | null, livedMs: number): void {
    if (origin) {
      origin = null;
      onDown();
    }
    if (stopping) return;
    if (livedMs > STEADY_MS) delayMs = FIRST_DELAY_MS;
    log.warn({ code, signal, delayMs }, 'the web process ended; starting it again');
    timer = setTimeout(launch, delayMs);
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
  }

  async function close(): Promise<void> {
    stopping = true;
    clearTimeout(timer);
    const gone = endOf(child);
    child.kill('SIGTERM');
    const impatient = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await gone;
    clearTimeout(impatient);
  }

  launch();
  return {
    get origin() {
      return origin;
    },
    close,
  };
}
