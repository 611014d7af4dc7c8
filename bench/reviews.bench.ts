import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectAsAdmin } from './console-database';
import { fillLongIncident, measureReviews } from './measure-reviews';
import { startConsole } from './start-console';
import { printTable } from './table';

const dataDir = mkdtempSync(path.join(tmpdir(), 'sitrep-bench-'));
const started = await startConsole(path.resolve('runbooks'), dataDir);
const client = await connectAsAdmin(dataDir);
const number = await fillLongIncident(client);
await client.end();
const met = printTable('Reviews', await measureReviews(started.origin, started.token, number));
await started.stop();
rmSync(dataDir, { recursive: true, force: true });
process.exitCode = met ? 0 : 1;
