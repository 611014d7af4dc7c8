import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConsoleClient } from './console-client';
import { measurePages } from './measure-pages';
import { measureRuns } from './measure-runs';
import { measureStart } from './measure-start';
import { startConsole } from './start-console';
import { printTable } from './table';

const RUNBOOKS = path.resolve('bench/runbooks');
const dataDir = mkdtempSync(path.join(tmpdir(), 'sitrep-bench-'));

const first = await startConsole(RUNBOOKS, dataDir);
const client = new ConsoleClient(first.origin, first.token, 'bench/runs');
await client.open();
const runs = printTable(
  'Runs through the API, beside a bare child process',
  await measureRuns({ ...first, client, enginePid: first.enginePid() }),
);
client.close();
const pages = printTable('Pages in a browser', await measurePages(first.origin));
await first.stop();

const { rows, console: second } = await measureStart(path.resolve('runbooks'), dataDir);
const start = printTable('Start and size', rows);
await second.stop();
rmSync(dataDir, { recursive: true, force: true });
process.exitCode = runs && pages && start ? 0 : 1;
