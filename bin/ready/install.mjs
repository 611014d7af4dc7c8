import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal, step } from './progress.mjs';
import { run } from './run.mjs';

const STAMP = 'node_modules/.sitrep-installed';

// Of package.json only what npm reads: a changed script is no reason to install again.
const fingerprint = (root) => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const lockFile = path.join(root, 'package-lock.json');
  return createHash('sha256')
    .update(JSON.stringify([process.platform, process.arch, dependencies, devDependencies]))
    .update(existsSync(lockFile) ? readFileSync(lockFile) : '')
    .digest('hex');
};

// Under `npm start` the same npm; else the one on the PATH.
const npm = () => (process.env.npm_execpath?.endsWith('.js') ? [process.execPath, [process.env.npm_execpath]] : ['npm', []]);

async function npmInstall(args) {
  const [program, first] = npm();
  await run(program, [...first, ...args, '--include=dev', '--no-progress', '--loglevel=error'], {
    failure: 'Packages could not be installed. Check the network and the registry that npm uses, and start again.',
    env: { NODE_ENV: '' },
  });
}

async function installPackages() {
  try {
    await npmInstall(['ci']);
  } catch (error) {
    if (!/EUSAGE|can only install|in sync|Missing:/.test(error.message)) throw error;
    console.log('package-lock.json does not fit package.json; installing by package.json instead.');
    await npmInstall(['install', '--no-save']);
  }
}

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

// What npm itself notes in node_modules; so packages that someone installed by hand are not installed again.
function matchesLock(root) {
  const files = ['package-lock.json', 'node_modules/.package-lock.json'].map((name) => path.join(root, name));
  if (!files.every((file) => existsSync(file))) return false;
  const [wanted, found] = files.map(readPackages);
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional || entry.devOptional || found[name]?.version === entry.version,
  );
}

/** Whether the packages of the present package-lock.json are in place. */
export function isInstalled(root) {
  const stamp = path.join(root, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root);
}

/** Installs the packages when they are missing or package-lock.json has changed since. */
export async function install(root) {
  if (isInstalled(root)) return;
  if (!matchesLock(root)) await step('Installing packages', installPackages);
  if (!existsSync(path.join(root, 'node_modules/next')))
    throw new Refusal('npm reported success but installed nothing. Delete node_modules and start again.');
  writeFileSync(path.join(root, STAMP), fingerprint(root));
}
