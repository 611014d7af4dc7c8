import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { breakFault, healFault, listFaults } from '@/lab/cli';
import { FAULTS } from '@/lab/faults';
import { startLabProcess } from './start-lab-process';
import { useLab } from './use-lab';

const { used } = useLab();

test('the control breaks, lists and heals by name, for whoever can read its file', async () => {
  const { dataDir } = used;
  expect((await breakFault('bad-token', dataDir)).filter((fault) => fault.active).map((fault) => fault.name)).toEqual(['bad-token']);
  expect((await healFault(undefined, dataDir)).filter((fault) => fault.active)).toEqual([]);
  await expect(breakFault('no-such-fault', dataDir)).rejects.toThrow('There is no fault');
  expect((await listFaults(dataDir)).map((fault) => fault.name)).toEqual(FAULTS.map((fault) => fault.name));
  for (const name of await readdir(path.join(dataDir, 'lab')))
    if (/credential$|control/.test(name)) expect((await stat(path.join(dataDir, 'lab', name))).mode & 0o077, name).toBe(0);
  await expect(listFaults(path.join(dataDir, 'elsewhere'))).rejects.toThrow('The lab is not running');
});

test('a killed lab holds nothing, and the next one begins healthy', { timeout: 60_000 }, async () => {
  await used.running.close();
  const of = { adminUrl: used.postgres.adminUrl, dataDir: used.dataDir };
  const child = await startLabProcess(of);
  for (const name of ['slow-queries', 'http-5xx', 'bad-token', 'pool-exhaustion']) await breakFault(name, used.dataDir);
  const volume = (await stat(path.join(used.dataDir, 'lab', 'volume'))).dev;
  child.kill('SIGKILL');
  const admin = new pg.Client(used.postgres.adminUrl);
  await admin.connect();
  const held = async () => (await admin.query("SELECT FROM pg_stat_activity WHERE usename = 'oatie_app'")).rowCount;
  await expect.poll(held, { timeout: 10_000 }).toBe(0);
  await admin.end();
  await expect
    .poll(
      async () =>
        stat(path.join(used.dataDir, 'lab', 'volume')).then(
          (found) => found.dev === volume,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(false);
  const next = await startLabProcess(of);
  expect((await listFaults(used.dataDir)).filter((fault) => fault.active)).toEqual([]);
  const ended = new Promise((resolve) => next.once('exit', resolve));
  next.kill('SIGTERM');
  expect(await ended).toBe(0);
  await expect(listFaults(used.dataDir)).rejects.toThrow('The lab is not running');
});
