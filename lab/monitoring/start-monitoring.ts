import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { startAlertmanager } from './start-alertmanager';
import { type Exporter, startExporter } from './start-exporter';
import { startPrometheus } from './start-prometheus';

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 60_000;

const Answer = z.object({ data: z.object({ result: z.array(z.unknown()) }) });

/** What watches the systems of the lab. `why` says why nothing does. */
export type Monitoring = {
  why: string | undefined;
  exporter: Exporter;
  /** Waits until Prometheus knows a series that meets the query. */
  until: (query: string) => Promise<void>;
  /** Waits until Alertmanager was told of an alert of that name. */
  untilTold: (alertname: string) => Promise<void>;
};
export type RunningMonitoring = { monitoring: Monitoring; addresses: Record<string, string>; close: () => Promise<void> };

async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(LOOK_EVERY_MS)) if (await isSo()) return;
  throw new Error(`it did not come to this: ${what}`);
}

async function ask(url: string): Promise<unknown> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

/** Starts Prometheus and Alertmanager when they are on PATH, to watch `services` and the sessions of `databases`. */
export async function startMonitoring(of: {
  adminUrl: string;
  labDir: string;
  services: Record<string, string>;
  databases: Record<string, string>;
}): Promise<RunningMonitoring> {
  const exporter = await startExporter(of.adminUrl, Object.values(of.databases));
  const alertmanager = await startAlertmanager(of.labDir);
  const alertmanagerUrl = 'url' in alertmanager ? alertmanager.url : undefined;
  const measured = Object.fromEntries(Object.keys(of.databases).map((service) => [service, exporter.url]));
  const prometheus = await startPrometheus(of.labDir, { services: { ...of.services, ...measured }, alertmanagerUrl });
  const missing = [prometheus, alertmanager].flatMap((each) => ('why' in each ? each.why : []));
  const prometheusUrl = 'url' in prometheus ? prometheus.url : undefined;
  const until = (query: string) =>
    eventually(query, async () => {
      // At a whole second, as blocks ask: what was measured within the present one is not in theirs yet.
      const time = Math.floor(Date.now() / 1_000);
      const { data } = Answer.parse(await ask(`${prometheusUrl}/api/v1/query?time=${time}&query=${encodeURIComponent(query)}`));
      return data.result.length > 0;
    });
  const untilTold = (alertname: string) =>
    eventually(`Alertmanager knows ${alertname}`, async () => {
      const alerts = await ask(`${alertmanagerUrl}/api/v2/alerts?filter=${encodeURIComponent(`alertname="${alertname}"`)}`);
      return z.array(z.unknown()).parse(alerts).length > 0;
    });
  return {
    monitoring: { why: missing.length > 0 ? missing.join('; ') : undefined, exporter, until, untilTold },
    addresses: {
      ...(prometheusUrl ? { 'paksa-prometheus': prometheusUrl } : {}),
      ...(alertmanagerUrl ? { 'paksa-alertmanager': alertmanagerUrl } : {}),
    },
    close: async () => {
      for (const each of [prometheus, alertmanager]) if ('close' in each) each.close();
      await exporter.close();
    },
  };
}
