import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { snmp } from '@/domain/diagnostics/kinds/snmp';
import { type Router, startRouter } from '@/lab/network-device/start-router';
import { runKind } from '../run-kind';

let labDir: string;
let router: Router;
beforeAll(async () => {
  labDir = await mkdtemp(path.join(tmpdir(), 'sitrep-router-'));
  router = await startRouter(labDir);
});
afterAll(async () => {
  router.close();
  await rm(labDir, { recursive: true });
});

test('S0-60 S0-61 S0-63: the router of the lab answers in versions 1, 2c and 3 to the credential of its target', async () => {
  const credential = (await readFile(path.join(labDir, 'dotmac-router.credential'), 'utf8')).trim();
  const ask = (body: string, as = credential) =>
    runKind(snmp, 'snmp', body, { target: { name: 'dotmac-router', kind: 'snmp', url: router.at, credential: as } });
  const [info, versions, walk, user] = await Promise.all([
    ask('get sysDescr sysUpTime sysName'),
    ask('versions'),
    ask('walk 1.3.6.1.2.1.1'),
    ask('get sysName\nversion 3', `monitor:${credential}`),
  ]);
  expect(info.data).toMatchObject({ sysName: 'dotmac-edge-1', error: null });
  expect(info.data.uptimeSeconds).toBeGreaterThanOrEqual(0);
  expect(versions.data.speaks).toEqual(['1', '2c', '3']);
  expect(walk.data.count).toBe(7);
  expect(user.data).toMatchObject({ sysName: 'dotmac-edge-1' });
});
