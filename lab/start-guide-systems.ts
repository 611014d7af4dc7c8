import { startCache } from './cache/start-cache';
import { urlFor } from './database/create-database';
import type { LabEngine } from './docker/engine';
import { startLogs } from './elasticsearch/start-logs';
import type { Lab } from './lab';
import { PAKSA_DATABASE, startPaksa } from './paksa/start-paksa';
import { PRACTICE_DATABASE, STAGING_DATABASE, startPractice } from './practice/start-practice';
import { startPrometheus } from './prometheus/start-prometheus';

type GuideSystems = {
  systems: Pick<Lab, 'paksa' | 'practice' | 'logs'>;
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
export async function startGuideSystems(adminUrl: string, labDir: string, engine: LabEngine): Promise<GuideSystems> {
  const paksa = await startPaksa(adminUrl, labDir, engine);
  const practice = await startPractice(adminUrl, labDir);
  const logs = await startLogs();
  const cache = await startCache(labDir, 'paksa-cache');
  const monitoring = await startPrometheus(labDir, { 'paksa-api': paksa.backend.url });
  const addresses = {
    'paksa-db': databaseAddress(adminUrl, PAKSA_DATABASE),
    'paksa-api': paksa.backend.url,
    'paksa-edge': paksa.gatewayUrl,
    'paksa-tls': paksa.tls.at,
    'practice-db': databaseAddress(adminUrl, PRACTICE_DATABASE),
    'practice-staging-db': databaseAddress(adminUrl, STAGING_DATABASE),
    'oatie-logs': logs.url,
    ...('url' in monitoring ? { 'paksa-prometheus': monitoring.url } : {}),
    ...('url' in cache ? { 'paksa-cache': cache.url } : {}),
  };
  const close = async () => {
    await paksa.close();
    logs.close();
    if ('close' in cache) cache.close();
    if ('close' in monitoring) monitoring.close();
  };
  return { systems: { paksa, practice, logs }, addresses, close };
}
