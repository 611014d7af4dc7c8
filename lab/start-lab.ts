import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { startCache } from './cache/start-cache';
import { healFaults, startControl } from './control';
import { keepPasswords, type Passwords } from './credentials';
import { createDatabase, DATABASE, urlFor } from './database/create-database';
import { releaseSessions } from './held-sessions';
import type { Lab } from './lab';
import type { Oatie } from './oatie/oatie';
import { startOatie } from './oatie/start-oatie';
import { startSystems } from './start-systems';
import { startTraffic } from './traffic';
import { makeVolume } from './volume';

export type RunningLab = { httpUrl: string; databaseUrl: string; lab: Lab; passwords: Passwords; close: () => Promise<void> };

function addressOf(adminUrl: string): string {
  const url = new URL(urlFor(adminUrl, DATABASE));
  url.username = '';
  url.password = '';
  return url.href;
}

const oatieAddresses = (databaseUrl: string, httpUrl: string, { oracleBi, timeAt }: Oatie) => ({
  'oatie-db': databaseUrl,
  'oatie-api': httpUrl,
  'oatie-auth': httpUrl,
  'oatie-time': timeAt,
  'oatie-publisher': httpUrl,
  'oatie-publisher-port': oracleBi.publisherUrl,
  'oatie-publisher-listener': oracleBi.listenerUrl,
});

/** Addresses differ at each start: where targets.yaml says "lab", this file is looked into. */
const addressFile = (labDir: string) => path.join(labDir, 'addresses.yaml');

/**
 * Starts the practice environment: Oatie's database on the server of `adminUrl` (a superuser's), its application on a
 * loopback port, its cache when redis-server is installed, the other systems, background traffic and the control. Begins healthy; closing it, or its death, releases every fault.
 */
export async function startLab(of: { adminUrl: string; dataDir: string; port?: number }): Promise<RunningLab> {
  const labDir = path.join(path.resolve(of.dataDir), 'lab');
  await mkdir(labDir, { recursive: true, mode: 0o700 });
  const passwords = await keepPasswords(labDir);
  await createDatabase(of.adminUrl, passwords);
  const roleUrl = (name: 'oatie_app' | 'oatie_write') => urlFor(of.adminUrl, DATABASE, { name, password: passwords[name] });
  const volume = await makeVolume(labDir);
  const { oatie, httpUrl, close: closeOatie } = await startOatie({ databaseUrl: roleUrl('oatie_app'), labDir, volume, port: of.port ?? 0 });
  const cache = await startCache(labDir);
  const beside = await startSystems(of.adminUrl, labDir, httpUrl);
  const lab: Lab = {
    labDir,
    httpUrl,
    oatie,
    ...beside.systems,
    appUrl: roleUrl('oatie_app'),
    writeUrl: roleUrl('oatie_write'),
    held: new Map(),
    timers: new Map(),
  };
  await healFaults(lab);
  const stopTraffic = startTraffic(lab);
  const stopControl = await startControl(lab);
  const databaseUrl = addressOf(of.adminUrl);
  const addresses = {
    ...oatieAddresses(databaseUrl, httpUrl, oatie),
    ...beside.addresses,
    ...('url' in cache ? { 'oatie-cache': cache.url } : {}),
  };
  await writeFile(addressFile(labDir), stringify(addresses), { mode: 0o600 });
  const end = async () => {
    await rm(addressFile(labDir), { force: true });
    stopTraffic();
    await stopControl();
    for (const timer of lab.timers.values()) clearInterval(timer);
    for (const fault of lab.held.keys()) await releaseSessions(lab, fault);
    await beside.close();
    await closeOatie();
    volume.close();
    if ('close' in cache) cache.close();
  };
  let ending: Promise<void> | undefined;
  const close = () => {
    ending ??= end();
    return ending;
  };
  return { httpUrl, databaseUrl, lab, passwords, close };
}
