import { makeDatabase } from '../database/make-database';
import type { LabEngine } from '../docker/engine';
import { admitTo, followContainers } from './follow-containers';
import { makePaksaFiles, type PaksaFiles } from './paksa-files';
import { PAKSA_ROWS, PAKSA_SCHEMA } from './paksa-schema';
import { type RunningBackend, startBackend } from './start-backend';
import { type Balancer, startBalancer } from './start-balancer';
import { startTls, type TlsFront } from './start-tls';

export const PAKSA_DATABASE = 'paksa';

/** Paksa as its faults see it. */
export type PaksaSystem = {
  backend: RunningBackend;
  files: PaksaFiles;
  balancer: Balancer;
  tls: TlsFront;
  /** Its database as the backend and as its operators reach it; with passwords, so never shown. */
  appUrl: string;
  writeUrl: string;
};

/** Starts Paksa: its database, files, backend and what stands before it. What runs in containers follows those of `engine`. */
export async function startPaksa(
  adminUrl: string,
  labDir: string,
  engine: LabEngine,
): Promise<PaksaSystem & { close: () => Promise<void> }> {
  await admitTo(adminUrl, PAKSA_DATABASE, true);
  const wanted = { database: PAKSA_DATABASE, owner: 'paksa', schema: PAKSA_SCHEMA, rows: PAKSA_ROWS, filled: 'payments' };
  const { appUrl, writeUrl } = await makeDatabase(adminUrl, labDir, wanted);
  const files = await makePaksaFiles(labDir);
  const backend = await startBackend({ databaseUrl: appUrl, labDir, files });
  const balancer = await startBalancer(backend.url, files);
  const tls = await startTls(files.certificates);
  const settle = followContainers(engine, { adminUrl, database: PAKSA_DATABASE, backend, balancer });
  const close = async () => {
    await settle();
    await balancer.stop();
    tls.close();
    await backend.close();
  };
  return { backend, files, balancer, tls, appUrl, writeUrl, close };
}
