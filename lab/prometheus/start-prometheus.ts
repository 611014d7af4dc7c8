import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { freePort } from '../free-port';

const READY_MS = 10_000;
const LOOK_EVERY_MS = 100;
const SCRAPE_EVERY = '5s';
/** The server ends when our end of this pipe closes, however the lab ends. */
const SCRIPT =
  'prometheus --config.file="$CONFIG" --storage.tsdb.path="$DATA" --storage.tsdb.retention.time=6h --web.listen-address="$LISTEN" --log.level=error >/dev/null 2>&1 & server=$!; cat >/dev/null; kill -9 $server';

/** Prometheus itself, looking at what the systems of the lab export. `why` says why there is none. */
export type Monitoring = { url: string; close: () => void } | { why: string };

const isInstalled = () =>
  new Promise<boolean>((resolve) => {
    const child = spawn('prometheus', ['--version'], { stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });

async function becomesReady(url: string): Promise<boolean> {
  for (const until = Date.now() + READY_MS; Date.now() < until; ) {
    const answer = await fetch(`${url}/-/ready`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
}

/** Starts Prometheus when it is on PATH, to look at `services`, each by its name. It ends with this process. */
export async function startPrometheus(labDir: string, services: Record<string, string>): Promise<Monitoring> {
  if (!(await isInstalled())) return { why: 'prometheus is not installed' };
  const folder = path.join(labDir, 'prometheus');
  const data = path.join(folder, 'data');
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  const config = path.join(folder, 'prometheus.yml');
  const static_configs = Object.entries(services).map(([service, url]) => ({ targets: [new URL(url).host], labels: { service } }));
  await writeFile(config, stringify({ global: { scrape_interval: SCRAPE_EVERY }, scrape_configs: [{ job_name: 'lab', static_configs }] }));
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn('sh', ['-c', SCRIPT], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { ...process.env, CONFIG: config, DATA: data, LISTEN: listen },
  });
  child.stdin?.on('error', () => {});
  child.unref();
  const close = () => void child.stdin?.destroy();
  if (await becomesReady(`http://${listen}`)) return { url: `http://${listen}`, close };
  close();
  return { why: 'prometheus did not start' };
}
