import path from 'node:path';
import type { Env } from '@/lib/env';
import { migrate } from '@/lib/migrate';
import { keepReadingRole } from '@/lib/postgres/keep-reading-role';
import { StartError } from '@/lib/start-error';
import { step } from '../ready/progress.mjs';
import { checkPort } from './check-port';
import { type Kept, keepRunning, spawnProgram } from './child';
import { watchSources } from './develop';
import { type HeldDataDir, holdDataDir } from './hold-data-dir';
import { keepSecret } from './keep-secret';
import { type Database, openDatabase } from './open-database';
import { localAddress, readSettings } from './settings';
import { stopWhenTold } from './stop-when-told';
import { waitForHealth } from './wait-for-health';

const ENGINE_STOP_MS = 3_000;
const LAB_STOP_MS = 2_500;
// The limit of the heap also says how much garbage may gather before it is collected: without one four times what is in use.
const ENGINE_FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=512'];
const LAB_FLAGS = ['--max-semi-space-size=2', '--max-old-space-size=128'];

type Options = { buildDir: string; dev: boolean };
type Parts = { env: Env; childEnv: NodeJS.ProcessEnv; held: HeldDataDir; options: Options };

const report = (line: string) => console.error(line);

function environmentFor(env: Env, database: Database, { buildDir, dev }: Options): NodeJS.ProcessEnv {
  const { LAB_ADMIN_URL: _, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: dev ? 'development' : 'production',
    DATABASE_URL: database.url,
    DATA_DIR: env.DATA_DIR,
    SITREP_SECRET: env.SITREP_SECRET ?? keepSecret(env.DATA_DIR),
    SITREP_BUILD_DIR: buildDir,
    // Fewer arenas: some 20 MB less for each process, at no cost that could be measured.
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX || '2',
    // What was freed goes back to the machine at once: 30 MB of the engine are needed only while it starts.
    MALLOC_TRIM_THRESHOLD_: process.env.MALLOC_TRIM_THRESHOLD_ || '131072',
    LOG_LEVEL: process.env.LOG_LEVEL || (process.stdout.isTTY ? 'warn' : 'info'),
  };
}

function startEngine({ childEnv, held, options }: Parts): Kept {
  const file = path.join(options.buildDir, 'engine.mjs');
  return keepRunning({ name: 'The engine', file, flags: ENGINE_FLAGS, env: childEnv, onStart: held.note, report });
}

/** The practice environment; without it the console is whole, so its failures are told and no more. */
function startLab({ env, childEnv, held, options }: Parts, adminUrl: string | null): Kept | null {
  if (env.LAB === 'off') return null;
  const labUrl = adminUrl ?? process.env.LAB_ADMIN_URL;
  if (!labUrl) {
    report(
      'The lab is off: it needs the built-in Postgres, or LAB_ADMIN_URL with a superuser of a Postgres to practise on. LAB=off silences this.',
    );
    return null;
  }
  const file = path.join(options.buildDir, 'lab.mjs');
  const lab = keepRunning({
    name: 'The lab',
    file,
    flags: LAB_FLAGS,
    env: { ...childEnv, LAB_ADMIN_URL: labUrl },
    onStart: held.note,
    report,
  });
  void lab.first.then((message) => message || report('The lab did not start; its reason is above. The console works without it.'));
  return lab;
}

function seedDatabase({ childEnv, options }: Parts): Promise<{ setUpPath: string | null }> {
  return new Promise((resolve, reject) => {
    const child = spawnProgram({ name: 'The seed', file: path.join(options.buildDir, 'seed.mjs'), env: childEnv });
    child.once('message', (seeded) => resolve(seeded as { setUpPath: string | null }));
    child.once('error', reject);
    child.once('close', () => reject(new StartError('The first settings could not be written to the database; the reason is above.')));
  });
}

function welcome(env: Env, address: string, setUpPath: string | null, unwell: string[]): void {
  const shown = env.PUBLIC_URL?.replace(/\/$/, '') ?? address;
  console.log(`\nSitrep is running at ${shown}`);
  if (setUpPath) console.log(`Make the first account within 24 hours: ${shown}${setUpPath}`);
  else console.log(`Sign in at ${shown}/sign-in`);
  for (const line of unwell) console.log(`Unwell: ${line}`);
  console.log('Ctrl-C stops it.\n');
}

async function startParts(parts: Parts, database: Database, stoppers: (() => Promise<void>)[]): Promise<void> {
  const { env, options } = parts;
  const applied = await migrate(database.url);
  if (applied.length > 0) console.log(`Migrated the database: ${applied.join(', ')}`);
  if (database.adminUrl) await keepReadingRole({ adminUrl: database.adminUrl, dataDir: env.DATA_DIR });
  const seeding = seedDatabase(parts);
  const engine = startEngine(parts);
  stoppers.unshift(() => engine.stop(ENGINE_STOP_MS));
  const lab = startLab(parts, database.adminUrl);
  if (lab) stoppers.unshift(() => lab.stop(LAB_STOP_MS));
  const endedEarly = engine.first.then((message) => (message ? new Promise(() => {}) : undefined));
  const address = localAddress(env);
  const [{ setUpPath }, unwell] = await step('Starting the console', () => Promise.all([seeding, waitForHealth(address, endedEarly)]));
  welcome(env, address, setUpPath, unwell);
  if (options.dev) await watchSources(options.buildDir, engine);
}

/** Starts the whole console from a finished build and resolves when it answers; it ends with this process. */
export async function launch(options: Options): Promise<void> {
  const env = readSettings();
  const held = await holdDataDir(env.DATA_DIR);
  const stoppers: (() => Promise<void>)[] = [];
  const stop = stopWhenTold(async () => {
    const [database, ...rest] = stoppers.toReversed();
    await Promise.all(rest.map((end) => end()));
    await database?.();
    held.release();
  });
  try {
    await checkPort(env.HOST, env.PORT);
    const database = await step(env.DATABASE_URL ? 'Reaching the database' : 'Starting the database', () => openDatabase(env));
    stoppers.push(database.stop);
    await startParts({ env, held, options, childEnv: environmentFor(env, database, options) }, database, stoppers);
  } catch (error) {
    await stop();
    throw error;
  }
}
