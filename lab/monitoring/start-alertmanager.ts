import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { freePort } from '../free-port';
import { findProgram, startProgram } from '../start-program';
import { isReady, type Prometheus } from './start-prometheus';

const READY_MS = 60_000;

/** It tells nobody: who wants to be told gives it a receiver, such as the console's own address for alerts. */
const SETTINGS = { route: { receiver: 'nobody', group_by: ['alertname', 'service'], group_wait: '1s' }, receivers: [{ name: 'nobody' }] };

/** Starts Alertmanager when it is on PATH, under Debian's name or its own. It ends with this process. */
export async function startAlertmanager(labDir: string): Promise<Prometheus> {
  const program = await findProgram('prometheus-alertmanager', 'alertmanager');
  if (!program) return { why: 'prometheus-alertmanager is not installed' };
  const folder = path.join(labDir, 'alertmanager');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const settings = path.join(folder, 'alertmanager.yml');
  await writeFile(settings, stringify(SETTINGS));
  const listen = `127.0.0.1:${await freePort()}`;
  const url = `http://${listen}`;
  const words = [`--config.file=${settings}`, `--storage.path=${folder}`, '--cluster.listen-address=', '--log.level=error'];
  const running = await startProgram([program, ...words, `--web.listen-address=${listen}`], { isReady: isReady(url), readyMs: READY_MS });
  return 'why' in running ? running : { url, close: running.close };
}
