import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleCli } from './bundle.mjs';
import { refuse } from './progress.mjs';
import { loadSettings, prepare, ROOT } from './start.mjs';

// The same database and secret as the console that runs on this DATA_DIR, unless the environment names others.
function useConsoleSettings() {
  const dataDir = path.resolve(process.env.DATA_DIR || '.data');
  const kept = path.join(dataDir, 'postgres.json');
  const secret = path.join(dataDir, 'secret');
  if (!process.env.DATABASE_URL && existsSync(kept)) {
    const { port, appPassword } = JSON.parse(readFileSync(kept, 'utf8'));
    process.env.DATABASE_URL = `postgresql://sitrep:${appPassword}@127.0.0.1:${port}/sitrep`;
  }
  if (!process.env.SITREP_SECRET && existsSync(secret)) process.env.SITREP_SECRET = readFileSync(secret, 'utf8').trim();
}

/** Bundles the command line's program, which takes a fraction of a second, and runs it in this process. */
export async function runCli() {
  try {
    await prepare();
    loadSettings();
    useConsoleSettings();
    process.env.LOG_LEVEL ||= 'warn';
    const folder = path.join(ROOT, 'dist/cli');
    await bundleCli(ROOT, folder);
    await import(pathToFileURL(path.join(folder, 'cli.mjs')).href);
  } catch (error) {
    refuse(error);
  }
}
