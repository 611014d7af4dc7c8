import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ended } from '../containers/run-program';
import { freePort, isListening, untilGone } from '../free-port';
import { inTurn, type Restartable } from '../in-turn';
import { findProgram, ranProgram, startProgram } from '../start-program';
import type { PaksaFiles } from './paksa-files';
import { startGateway } from './start-gateway';

const READY_MS = 30_000;

/** What stands before Paksa's backend. `why` says why it is not nginx itself. */
export type Balancer = Restartable & {
  why?: string;
  url: string;
  /** Runs nginx on the settings of the lab; null where there is none. */
  run: ((args: string[]) => Promise<Ended>) | null;
  /** Writes the settings as they are when it is healthy. */
  restoreSettings: () => Promise<void>;
  hasOwnSettings: () => Promise<boolean>;
};

const siteOf = (upstream: string, port: number) => `upstream paksa_backend {
    server ${new URL(upstream).host} max_fails=3 fail_timeout=10s;
}
server {
    listen 127.0.0.1:${port};
    server_name api.paksa.example;
    proxy_connect_timeout 2s;
    proxy_read_timeout 30s;
    location / {
        proxy_pass http://paksa_backend;
    }
}
`;

/** Nothing of it lies outside of the lab's folder; it runs as whoever runs the lab. */
const mainOf = ({ proxyConfig, proxyLog, accessLog }: PaksaFiles) => `worker_processes 1;
pid nginx.pid;
error_log ${proxyLog} error;
events { worker_connections 128; }
http {
    access_log ${accessLog};
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include ${path.basename(proxyConfig)};
}
`;

async function startNginx(program: string, site: string, port: number, files: PaksaFiles): Promise<Balancer> {
  const folder = path.dirname(files.proxyConfig);
  const main = path.join(folder, 'nginx.conf');
  const restoreSettings = () => writeFile(files.proxyConfig, site);
  const words = [program, '-p', folder, '-c', main];
  let close: (() => void) | null = null;
  const start = async () => {
    if (close) return;
    const running = await startProgram([...words, '-g', 'daemon off; master_process off;'], {
      // The log scan reads times of the machine's own zone as UTC, as those of a server are.
      env: { TZ: 'UTC' },
      isReady: () => isListening(port),
      readyMs: READY_MS,
    });
    if ('why' in running) throw new Error(`${running.why}: its settings are ${main}`);
    close = running.close;
  };
  await writeFile(main, mainOf(files));
  await restoreSettings();
  await start();
  return inTurn({
    url: `http://127.0.0.1:${port}`,
    isUp: () => close !== null,
    start,
    stop: async () => {
      close?.();
      close = null;
      await untilGone(port);
    },
    run: (args) => ranProgram([...words, ...args]),
    restoreSettings,
    hasOwnSettings: async () => (await readFile(files.proxyConfig, 'utf8')) === site,
  });
}

/** Starts nginx before Paksa's backend; where it is not installed, a server that answers as it does. */
export async function startBalancer(upstream: string, files: PaksaFiles): Promise<Balancer> {
  const port = await freePort();
  const site = siteOf(upstream, port);
  const program = await findProgram('nginx');
  if (program) return startNginx(program, site, port, files);
  await writeFile(files.proxyConfig, site);
  let gateway: Awaited<ReturnType<typeof startGateway>> | null = await startGateway(upstream, files, port);
  return inTurn({
    why: 'nginx is not installed',
    url: `http://127.0.0.1:${port}`,
    isUp: () => gateway !== null,
    start: async () => {
      gateway ??= await startGateway(upstream, files, port);
    },
    stop: async () => {
      gateway?.close();
      gateway = null;
    },
    run: null,
    restoreSettings: () => writeFile(files.proxyConfig, site),
    hasOwnSettings: async () => (await readFile(files.proxyConfig, 'utf8')) === site,
  });
}
