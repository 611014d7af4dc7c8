import { spawn } from 'node:child_process';

const MOST_BYTES = 4 * 1024 * 1024;
const KILL_AFTER_MS = 5_000;
/** Nothing of the console's own environment reaches a program. */
const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
  SYSTEMD_COLORS: '0',
};

export type ProgramEnd = { exitCode: number | null; stdout: string; stderr: string };

/**
 * Runs one program of this machine with fixed words, without a shell, and waits for its end. Null when there is none of that name. Told to stop, it is
 * asked to end and after 5 s ended.
 */
export function runProgram(program: string, words: readonly string[], signal: AbortSignal): Promise<ProgramEnd | null> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve({ exitCode: null, stdout: '', stderr: '' });
    const child = spawn(program, words, { env: ENVIRONMENT as unknown as NodeJS.ProcessEnv, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    const read = { stdout: '', stderr: '' };
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      timer ??= setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    };
    signal.addEventListener('abort', stop, { once: true });
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        read[stream] += text;
        if (read[stream].length > MOST_BYTES) stop();
      });
    const settle = (run: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      run();
    };
    child.once('error', (error: NodeJS.ErrnoException) =>
      settle(() => (error.code === 'ENOENT' || error.code === 'EACCES' ? resolve(null) : reject(error))),
    );
    child.once('close', (exitCode) => settle(() => resolve({ exitCode, ...read })));
  });
}
