import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundle } from './bundle.mjs';
import { generate } from './generate.mjs';
import { takeLock } from './lock.mjs';
import { step } from './progress.mjs';
import { run } from './run.mjs';
import { sourceHash, sourceTimes } from './sources.mjs';

const KEPT_BUILDS = 3;
const LOCK_POLL_MS = 500;
// Next keeps these for the next build; the rest of its folder is the build.
const STAYS = new Set(['cache', 'dev', 'lock', 'types', 'trace', 'diagnostics']);

const inDist = (root, name) => path.join(root, 'dist', name);
const isBuild = (root, hash) => existsSync(path.join(inDist(root, hash), 'complete'));

/** The folder of the build for the present sources when no source file was written since it was made; null otherwise. */
export function findBuild(root) {
  const stamp = inDist(root, 'current.json');
  if (!existsSync(stamp)) return null;
  const seen = JSON.parse(readFileSync(stamp, 'utf8'));
  return isBuild(root, seen.hash) && seen.times === sourceTimes(root) ? inDist(root, seen.hash) : null;
}

async function buildPages(root, folder) {
  await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    failure: 'The pages could not be built; the reason is above.',
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(path.join(root, '.next')))
    if (!STAYS.has(name)) renameSync(path.join(root, '.next', name), path.join(folder, name));
  // The pages find their packages by links that were made one folder below the root.
  symlinkSync('../../node_modules', path.join(folder, '..', 'node_modules'), 'dir');
}

// Older builds stay a while: another copy may still be running from one.
function removeOldBuilds(root) {
  const names = readdirSync(inDist(root, ''));
  for (const name of names.filter((entry) => entry.endsWith('.partial'))) rmSync(inDist(root, name), { recursive: true, force: true });
  const builds = names
    .filter((name) => isBuild(root, name))
    .map((name) => ({ name, mtimeMs: statSync(inDist(root, name)).mtimeMs }))
    .sort((a, b) => b.mtimeMs - a.mtimeMs);
  for (const { name } of builds.slice(KEPT_BUILDS)) rmSync(inDist(root, name), { recursive: true, force: true });
}

async function makeBuild(root, hash) {
  const partial = inDist(root, `${hash}.partial`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  await generate(root);
  await bundle(root, partial);
  if (existsSync(path.join(root, 'app'))) await step('Building the pages', () => buildPages(root, path.join(partial, 'next')));
  writeFileSync(path.join(partial, 'complete'), '');
  rmSync(inDist(root, hash), { recursive: true, force: true });
  renameSync(partial, inDist(root, hash));
}

/** Waits until no other start installs or builds here. Returns the lock; `release` gives it back. */
export async function lockBuilding(root) {
  mkdirSync(inDist(root, ''), { recursive: true });
  return step('Waiting for another start that is installing or building', async () => {
    for (;;) {
      const lock = takeLock(inDist(root, 'lock'));
      if (lock.release) return lock;
      await sleep(LOCK_POLL_MS);
    }
  });
}

/** Builds what has changed, by content; returns the folder of the build for the present sources. Call under the lock. */
export async function build(root) {
  const times = sourceTimes(root);
  const hash = sourceHash(root);
  if (!isBuild(root, hash)) await makeBuild(root, hash);
  await generate(root);
  utimesSync(inDist(root, hash), new Date(), new Date());
  writeFileSync(inDist(root, 'current.json'), JSON.stringify({ times, hash }));
  removeOldBuilds(root);
  return inDist(root, hash);
}

/** Bundles the programs only; in development Next compiles the pages when they are visited. */
export async function bundleForDevelopment(root) {
  const folder = inDist(root, 'dev');
  await generate(root);
  await bundle(root, folder);
  return folder;
}
