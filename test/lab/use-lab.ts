import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { closeSandboxes } from '@/domain/diagnostics/kinds/bash';
import { healFaults } from '@/lab/control';
import type { Lab } from '@/lab/lab';
import { type RunningLab, startLab } from '@/lab/start-lab';
import { migrate } from '@/lib/migrate';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/postgres/embedded-postgres';
import { keepReadingRole } from '@/lib/postgres/keep-reading-role';
import { given, mint } from './given';
import { type Given, type Ran, runBlock } from './run-block';

/** Far above what a machine with much to do takes: it costs nothing where it is quick. */
const PATIENCE_MS = 60_000;
const START_MS = 300_000;
const LOOK_EVERY_MS = 100;

export type UsedLab = { running: RunningLab; lab: Lab; postgres: EmbeddedPostgres; dataDir: string };

/** Runs until it comes to one of `results`: an ended session is listed until it has gone. */
export async function eventually(id: string, results: string | readonly string[], inputs: Given): Promise<Ran> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const ran = await runBlock(id, inputs);
    if (results.includes(ran.result) || Date.now() > deadline) return ran;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function startServer(dataDir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, report: console.error });
  await migrate(postgres.url);
  Object.assign(process.env, { DATABASE_URL: postgres.url, DATA_DIR: dataDir, SITREP_SECRET: 'a secret for tests, of enough length' });
  await keepReadingRole({ adminUrl: postgres.adminUrl, dataDir });
  return postgres;
}

/**
 * Called at the top of a test file: a lab of its own on a Postgres of its own, so that files may run beside each other. Faults are
 * healed by whoever causes them: `heal` between tests.
 */
export function useLab() {
  const used = {} as UsedLab;

  beforeAll(async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'sitrep-lab-'));
    // As root, Postgres runs under another account, which must be able to enter.
    chmodSync(dataDir, 0o755);
    const postgres = await startServer(dataDir);
    const running = await startLab({ adminUrl: postgres.adminUrl, dataDir });
    Object.assign(used, { running, lab: running.lab, postgres, dataDir });
  }, START_MS);
  afterAll(async () => {
    await used.running?.close();
    await closeSandboxes();
    await used.postgres?.stop();
    if (used.dataDir) rmSync(used.dataDir, { recursive: true, force: true });
  }, START_MS);

  return {
    used,
    heal: () => healFaults(used.lab),
    mint: () => mint(used.running.httpUrl),
    given: () => given(used.running.httpUrl),
    run: runBlock,
    eventually,
  };
}
