import { execFileSync } from 'node:child_process';
import { step } from './progress.mjs';
import { run } from './run.mjs';

export const isPresent = (program) => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Whether this machine lets us install what is missing. */
export const mayInstall = () => process.getuid?.() === 0 && isPresent('apt-get');

/** Installs packages of Debian; nothing of them is started. */
export async function installFromDebian(packages) {
  // A runlevel of 1 keeps a package's own scripts from starting its service.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const failure = `Debian's packages ${packages.join(' and ')} could not be installed; install them by hand and start again.`;
  await step(`Installing ${packages.join(' and ')}`, async () => {
    await run('apt-get', ['update', '-qq'], { failure, env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { failure, env });
  });
}
