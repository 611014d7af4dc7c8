import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { freePort } from '../free-port';
import { findProgram, ranProgram, startProgram } from '../start-program';
import { ALERT_RULES } from './alert-rules';
import { historyOf } from './history';

const READY_MS = 60_000;
const EVERY = '1s';
const KEPT = '6h';

/** Prometheus itself. `why` says why there is none. */
export type Prometheus = { url: string; close: () => void } | { why: string };

export const isReady = (url: string) => async () => {
  const answer = await fetch(`${url}/-/ready`).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok === true;
};

const settingsOf = (services: Record<string, string>, alertmanagerUrl: string | undefined) => ({
  global: { scrape_interval: EVERY, evaluation_interval: EVERY },
  rule_files: ['rules.yml'],
  ...(alertmanagerUrl ? { alerting: { alertmanagers: [{ static_configs: [{ targets: [new URL(alertmanagerUrl).host] }] }] } } : {}),
  scrape_configs: [
    {
      job_name: 'lab',
      static_configs: Object.entries(services).map(([service, url]) => ({
        targets: [new URL(url).host],
        // Ports differ from start to start; a series that is named by one would end with it.
        labels: { service, instance: service },
      })),
    },
  ],
});

/** Puts the last hours into its store, as its own tool does; without the tool it begins with nothing. */
async function writeHistory(folder: string, data: string): Promise<void> {
  const promtool = await findProgram('promtool');
  if (!promtool) return;
  const file = path.join(folder, 'history.om');
  await writeFile(file, historyOf(new Date()));
  await ranProgram([promtool, 'tsdb', 'create-blocks-from', 'openmetrics', '--quiet', file, data]);
  await rm(file);
}

/** Starts Prometheus when it is on PATH, to look at `services`, each by its name, and to tell Alertmanager. It ends with this process. */
export async function startPrometheus(
  labDir: string,
  of: { services: Record<string, string>; alertmanagerUrl: string | undefined },
): Promise<Prometheus> {
  const program = await findProgram('prometheus');
  if (!program) return { why: 'prometheus is not installed' };
  const folder = path.join(labDir, 'prometheus');
  const data = path.join(folder, 'data');
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  const settings = path.join(folder, 'prometheus.yml');
  await writeFile(settings, stringify(settingsOf(of.services, of.alertmanagerUrl)));
  await writeFile(path.join(folder, 'rules.yml'), stringify(ALERT_RULES));
  await writeHistory(folder, data);
  const listen = `127.0.0.1:${await freePort()}`;
  const url = `http://${listen}`;
  const words = [`--config.file=${settings}`, `--storage.tsdb.path=${data}`, `--storage.tsdb.retention.time=${KEPT}`];
  const running = await startProgram([program, ...words, `--web.listen-address=${listen}`, '--log.level=error'], {
    isReady: isReady(url),
    readyMs: READY_MS,
  });
  return 'why' in running ? running : { url, close: running.close };
}
