import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, bundleForDevelopment, findBuild, lockBuilding } from './build.mjs';
import { generate, isGenerated } from './generate.mjs';
import { install, isInstalled } from './install.mjs';
import { refuse } from './progress.mjs';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Settings from the file .env, where the environment does not have them already. */
export function loadSettings() {
  process.chdir(ROOT);
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.env.NEXT_TELEMETRY_DISABLED = '1';
}

/** Packages, the database client and, where asked for, the build; for the commands that are not the start itself. */
export async function prepare({ withBuild = false } = {}) {
  process.chdir(ROOT);
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  const ready = withBuild ? findBuild(ROOT) : null;
  if (isInstalled(ROOT) && isGenerated(ROOT) && (ready || !withBuild)) return ready;
  const lock = await lockBuilding(ROOT);
  try {
    await install(ROOT);
    await generate(ROOT);
    return withBuild ? await build(ROOT) : null;
  } finally {
    lock.release();
  }
}

async function makeReady(dev) {
  const ready = dev ? null : findBuild(ROOT);
  if (ready && isInstalled(ROOT)) return ready;
  const lock = await lockBuilding(ROOT);
  try {
    await install(ROOT);
    return dev ? await bundleForDevelopment(ROOT) : await build(ROOT);
  } finally {
    lock.release();
  }
}

/** Makes everything ready and starts the console in this process. */
export async function start({ dev }) {
  try {
    loadSettings();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(0));
    const folder = await makeReady(dev);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
    const { launch } = await import(pathToFileURL(path.join(folder, 'launch.mjs')).href);
    await launch({ buildDir: folder, dev });
  } catch (error) {
    refuse(error);
  }
}
