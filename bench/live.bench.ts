import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { adminUrl } from './console-database';
import { measureLive } from './measure-live';
import { measureScreen } from './measure-screen';
import { startConsole } from './start-console';
import { printTable } from './table';

/** As asked: five minutes. BENCH_SECONDS shortens it while one works on it. */
const longSeconds = Number(process.env.BENCH_SECONDS) || 300;
const dataDir = mkdtempSync(path.join(tmpdir(), 'sitrep-bench-'));
const started = await startConsole(path.resolve('bench/runbooks'), dataDir);
const live = printTable(
  'Live, beside plain servers of events',
  await measureLive({ ...started, enginePid: started.enginePid(), databaseUrl: adminUrl(dataDir), longSeconds }),
);
const screen = printTable('From browser to browser', await measureScreen(started.origin));
await started.stop();
rmSync(dataDir, { recursive: true, force: true });
process.exitCode = live && screen ? 0 : 1;
