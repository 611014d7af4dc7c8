import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { closeSandboxes } from '@/domain/diagnostics/kinds/bash';
import { healFaults } from '@/lab/control';
import { type RunningLab, startLab } from '@/lab/start-lab';
import { keepReadingRole } from '@/lib/postgres/keep-reading-role';
import { useTestDatabase } from '../database';
import { type Given, type Ran, runBlock } from './run-block';

const GREETING = Buffer.concat([Buffer.from([74, 0, 0, 0, 10]), Buffer.from('8.0.36\0')]);
const DATABASE_PORTS = [5432, 3306, 27017];
const PATIENCE_MS = 10_000;

/** Something that listens where databases would; a port that is taken listens already. */
function listenOn(port: number, listeners: Server[]): Promise<void> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(port === 3306 ? GREETING : '');
    });
    server.once('error', () => resolve());
    server.listen(port, '127.0.0.1', () => {
      listeners.push(server);
      resolve();
    });
  });
}

function printReport(seen: Map<string, Set<string>>) {
  const rows = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([row, results]) => `${row}  ${[...results].join(', ')}`);
  console.log(`What was seen, by row of the checklist:\n${rows.join('\n')}`);
}

/**
 * Called at the top of a test file: one running lab, healed before each test, and something that listens on the ports of
 * databases. Prints at the end what was seen of the blocks, by row of the checklist.
 */
export function useLab() {
  const database = useTestDatabase();
  const used = { lab: undefined as unknown as RunningLab, listeners: [] as Server[], dataDir: '' };
  const seen = new Map<string, Set<string>>();

  beforeAll(async () => {
    used.dataDir = process.env.DATA_DIR ?? '';
    await keepReadingRole({ adminUrl: database.adminUrl, dataDir: used.dataDir, database: new URL(database.adminUrl).pathname.slice(1) });
    used.lab = await startLab({ adminUrl: inject('postgres').adminUrl, dataDir: used.dataDir });
    for (const port of DATABASE_PORTS) await listenOn(port, used.listeners);
  });
  beforeEach(() => healFaults(used.lab.lab));
  afterAll(async () => {
    await used.lab?.close();
    await closeSandboxes();
    for (const server of used.listeners) server.close();
    printReport(seen);
  });

  async function mint(): Promise<{ accessToken: string; refreshToken: string }> {
    const response = await fetch(`${used.lab.httpUrl}/auth/token`, {
      method: 'POST',
      body: JSON.stringify({ email: 'ana@oatie.example' }),
    });
    return (await response.json()) as { accessToken: string; refreshToken: string };
  }

  /** What a person would type: nothing that has a default. */
  async function given(): Promise<Given> {
    const { accessToken, refreshToken } = await mint();
    const database_url = 'postgresql://ana:p%40ss@db.example:5432/oatie';
    const since = new Date(Date.now() - 3_600_000).toISOString();
    return { since, target_time: since, token: `Bearer ${accessToken}`, refresh_token: refreshToken, database_url, template_id: 7 };
  }

  async function run(id: string, inputs: Given): Promise<Ran> {
    const ran = await runBlock(id, inputs);
    for (const row of ran.block.covers) seen.set(row, (seen.get(row) ?? new Set()).add(`${ran.block.id} ${ran.result}`));
    return ran;
  }

  /** Runs until it comes to `result`: an ended session is listed until it has gone. */
  async function eventually(id: string, result: string, inputs: Given): Promise<Ran> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const ran = await run(id, inputs);
      if (ran.result === result || Date.now() > deadline) return ran;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  return { used, database, mint, given, run, eventually };
}
