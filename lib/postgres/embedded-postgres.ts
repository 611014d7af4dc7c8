import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { explainWriteFailure, StartError } from '@/lib/start-error';
import { findBinaries } from './binaries';
import { chooseFolder, holdsCluster } from './choose-folder';
import { stopLeftover } from './leftover';
import { makeCluster } from './make-cluster';
import { chooseOwner } from './owner';
import { type Cluster, type Serving, serveCluster } from './serve-cluster';

const FIRST_RESTART_DELAY_MS = 200;
const LONGEST_RESTART_DELAY_MS = 10_000;

export const APP_ROLE = 'sitrep';
export const APP_DATABASE = 'sitrep';

type Kept = { port?: number; adminPassword: string; appPassword: string };

export type EmbeddedPostgres = {
  /** The console's own database, as its owner, who is no superuser. */
  url: string;
  /** The server's superuser. */
  adminUrl: string;
  port: number;
  stop(): Promise<void>;
};

type Options = {
  /** Absolute path; Postgres lives in its folder `postgres`, and `postgres.json` keeps the port and the passwords. */
  dataDir: string;
  /** False trades safety against power loss for speed; for tests. */
  durable?: boolean;
  /** Told in one line what happens outside the ordinary. */
  report?: (line: string) => void;
};

const postgresUrl = (role: string, password: string, port: number, database: string) =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;

function readKept(file: string): Kept | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw explainWriteFailure(error, file);
  }
}

function writeKept(file: string, kept: Kept): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw explainWriteFailure(error, file);
  }
}

async function prepareDatabase(adminUrl: string, appPassword: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = escapeIdentifier(APP_ROLE);
    const database = escapeIdentifier(APP_DATABASE);
    const { rows } = await client.query(
      'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role, EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database',
      [APP_ROLE, APP_DATABASE],
    );
    if (!rows[0].role) {
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${escapeLiteral(appPassword)}`);
      await client.query(`GRANT pg_monitor TO ${role}`);
    }
    if (rows[0].database) return;
    await client.query(`CREATE DATABASE ${database} OWNER ${role}`);
    await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
  } finally {
    await client.end();
  }
}

async function addExtensions(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  } finally {
    await client.end();
  }
}

async function openCluster(cluster: Cluster, keptFile: string): Promise<Kept> {
  const exists = holdsCluster(cluster.folder, cluster.binaries.major);
  const kept = readKept(keptFile);
  if (exists && !kept)
    throw new StartError(
      `${keptFile} with the database's passwords is missing or damaged: put it back from a backup, or move ${cluster.folder} away to begin anew.`,
    );
  if (exists && kept) {
    await stopLeftover(cluster.folder);
    return kept;
  }
  const fresh: Kept = { adminPassword: randomBytes(24).toString('base64url'), appPassword: randomBytes(24).toString('base64url') };
  writeKept(keptFile, fresh);
  await makeCluster({ ...cluster, adminPassword: fresh.adminPassword });
  return fresh;
}

/** Serves again after an unexpected end, with growing delays; gives the way to end it for good. */
function supervise(cluster: Cluster, first: Serving, report: (line: string) => void): () => Promise<void> {
  let serving: Serving | null = first;
  let stopping = false;
  let delayMs = FIRST_RESTART_DELAY_MS;
  const restart = () => {
    if (stopping) return;
    serving = null;
    report('The database ended unexpectedly; starting it again.');
    const timer = setTimeout(async () => {
      try {
        await stopLeftover(cluster.folder);
        const next = await serveCluster(cluster, first.port);
        if (stopping) return void next.stop();
        delayMs = FIRST_RESTART_DELAY_MS;
        serving = next;
        next.process.once('exit', restart);
      } catch (error) {
        report(error instanceof Error ? error.message : String(error));
        delayMs = Math.min(delayMs * 2, LONGEST_RESTART_DELAY_MS);
        restart();
      }
    }, delayMs);
    timer.unref();
  };
  first.process.once('exit', restart);
  return async () => {
    stopping = true;
    await serving?.stop();
  };
}

/**
 * Starts the built-in Postgres of this DATA_DIR: makes it at the first start, recovers from a killed one, keeps its port, and
 * starts it again should it end. Throws StartError with one line when it cannot.
 */
export async function startEmbeddedPostgres({ dataDir, durable = true, report = () => {} }: Options): Promise<EmbeddedPostgres> {
  const owner = chooseOwner(`${dataDir}/postgres`);
  const folder = chooseFolder(dataDir, owner);
  const cluster: Cluster = { folder, owner, durable, binaries: findBinaries(owner), logFile: path.join(dataDir, 'postgres.log') };
  const keptFile = path.join(dataDir, 'postgres.json');
  const kept = await openCluster(cluster, keptFile);
  const serving = await serveCluster(cluster, kept.port);
  const urlOf = (database: string) => postgresUrl('postgres', kept.adminPassword, serving.port, database);
  try {
    if (kept.port !== serving.port) writeKept(keptFile, { ...kept, port: serving.port });
    await prepareDatabase(urlOf('postgres'), kept.appPassword);
    await addExtensions(urlOf(APP_DATABASE));
  } catch (error) {
    await serving.stop();
    throw error;
  }
  return {
    url: postgresUrl(APP_ROLE, kept.appPassword, serving.port, APP_DATABASE),
    adminUrl: urlOf('postgres'),
    port: serving.port,
    stop: supervise(cluster, serving, report),
  };
}
