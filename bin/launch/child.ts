import { type ChildProcess, spawn } from 'node:child_process';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
const STEADY_MS = 60_000;

type Program = { name: string; file: string; flags?: string[]; env: NodeJS.ProcessEnv };

// A process group of its own: Ctrl-C reaches only the launcher, which ends the parts in their order.
export function spawnProgram({ file, flags = [], env }: Program): ChildProcess {
  return spawn(process.execPath, [...flags, file], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true, env });
}

/** Asks the process to end, and ends its whole group by force after the limit. */
async function endProgram(child: ChildProcess | null, limitMs: number): Promise<void> {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
  const { pid } = child;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const impatient = setTimeout(() => killGroup(pid), limitMs);
  await ended;
  clearTimeout(impatient);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}

export type Kept = {
  /** Resolves with its first message, or with null when it ends before that. */
  first: Promise<unknown>;
  restart(): Promise<void>;
  stop(limitMs: number): Promise<void>;
};

type Keeping = Program & { onStart: (pid: number) => void; report: (line: string) => void };

/** Starts a program and, once it has been up, starts it again with growing delays whenever it ends. */
export function keepRunning({ onStart, report, ...program }: Keeping): Kept {
  let child: ChildProcess | null = null;
  let stopping = false;
  let wasUp = false;
  let delayMs = FIRST_DELAY_MS;
  let timer: NodeJS.Timeout | undefined;
  let settle: (message: unknown) => void;
  const first = new Promise<unknown>((resolve) => (settle = resolve));

  function launch(): void {
    const startedMs = Date.now();
    const current = spawnProgram(program);
    child = current;
    if (current.pid) onStart(current.pid);
    current.once('message', (message) => {
      wasUp = true;
      settle(message);
    });
    current.once('error', (error) => report(`${program.name} cannot be started: ${error.message}`));
    current.once('close', (code, signal) => current === child && ended(code, signal, Date.now() - startedMs));
  }

  function ended(code: number | null, signal: string | null, livedMs: number): void {
    settle(null);
    if (stopping || !wasUp) return;
    if (livedMs > STEADY_MS) delayMs = FIRST_DELAY_MS;
    report(`${program.name} ended unexpectedly (${signal ?? `code ${code}`}); starting it again.`);
    timer = setTimeout(launch, delayMs);
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
  }

  async function stop(limitMs: number): Promise<void> {
    stopping = true;
    clearTimeout(timer);
    await endProgram(child, limitMs);
  }

  async function restart(): Promise<void> {
    const old = child;
    clearTimeout(timer);
    child = null;
    await endProgram(old, LONGEST_DELAY_MS);
    launch();
  }

  launch();
  return { first, restart, stop };
}
