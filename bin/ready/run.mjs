import { spawn } from 'node:child_process';
import { Refusal } from './progress.mjs';

const KEPT_CHARACTERS = 20_000;

/** Runs a program in silence. Throws a Refusal with `failure` and the end of what it printed when it fails. */
export function run(program, args, { failure, env = {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let printed = '';
    const keep = (chunk) => (printed = (printed + chunk).slice(-KEPT_CHARACTERS));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = () => child.kill('SIGTERM');
    process.once('exit', stop);
    child.once('error', (error) => reject(new Refusal(`${failure}: ${error.message}`)));
    child.once('close', (code) => {
      process.removeListener('exit', stop);
      if (code === 0) resolve(printed);
      else reject(new Refusal(`${printed.trim()}\n\n${failure}`));
    });
  });
}

/** Runs a program in the foreground, on this terminal; resolves with its exit code. */
export function runHere(program, args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    const forward = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, forward);
    child.once('error', reject);
    child.once('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.removeListener(signal, forward);
      resolve(code ?? 1);
    });
  });
}
