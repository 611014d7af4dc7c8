import { startCache } from './cache/start-cache';
import { DATABASE, urlFor } from './database/create-database';
import type { LabEngine } from './docker/engine';
import { startLogs } from './elasticsearch/start-logs';
import type { Lab } from './lab';
import { startMonitoring } from './monitoring/start-monitoring';
import { followContainer } from './paksa/follow-containers';
import { PAKSA_DATABASE, startPaksa } from './paksa/start-paksa';
import { PRACTICE_DATABASE, STAGING_DATABASE, startPractice } from './practice/start-practice';

type GuideSystems = {
  systems: Pick<Lab, 'paksa' | 'practice' | 'logs' | 'monitoring'>;
  /** By the names of targets.yaml. */
  addresses: Record<string, string>;
  close: () => Promise<void>;
};

function databaseAddress(adminUrl: string, database: string): string {
  const url = new URL(urlFor(adminUrl, database));
  url.username = '';
  url.password = '';
  return url.href;
}

/** Starts Paksa, the general practice system and the store of logs, beside Oatie. */
export async function startGuideSystems(
  adminUrl: string,
  labDir: string,
  of: { engine: LabEngine; oatieUrl: string },
): Promise<GuideSystems> {
  const { engine, oatieUrl } = of;
  const paksa = await startPaksa(adminUrl, labDir, engine);
  const watched = startMonitoring({
    adminUrl,
    labDir,
    services: { 'paksa-api': paksa.backend.url, 'oatie-api': oatieUrl },
    databases: { 'paksa-db': PAKSA_DATABASE, 'oatie-db': DATABASE },
  });
  const practice = await startPractice(adminUrl, labDir);
  const logs = await startLogs();
  const cache = await startCache(labDir, 'paksa-cache');
  const { monitoring, ...watching } = await watched;
  const exported = followContainer(engine, 'paksa-exporter-1', monitoring.exporter);
  const addresses = {
    'paksa-db': databaseAddress(adminUrl, PAKSA_DATABASE),
    'paksa-api': paksa.backend.url,
    'paksa-edge': paksa.balancer.url,
    'paksa-tls': paksa.tls.at,
    'practice-db': databaseAddress(adminUrl, PRACTICE_DATABASE),
    'practice-staging-db': databaseAddress(adminUrl, STAGING_DATABASE),
    'oatie-logs': logs.url,
    ...watching.addresses,
    ...('url' in cache ? { 'paksa-cache': cache.url } : {}),
  };
  const close = async () => {
    await exported();
    await watching.close();
    await paksa.close();
    logs.close();
    if ('close' in cache) cache.close();
  };
  return { systems: { paksa, practice, logs, monitoring }, addresses, close };
}
