import { readFile, writeFile } from 'node:fs/promises';
import type { Fault } from './fault';

export const PAKSA_BALANCER_SETTINGS: Fault = {
  name: 'paksa-balancer-settings',
  title: "Somebody's change of the balancer's settings cannot be read",
  explanation: 'A longer timeout was written into the settings, and its semicolon was forgotten. nginx runs on with what it read before.',
  breaks: ['paksa-edge/bad-gateway#configuration'],
  curedBy: [],
  alert: { alertname: 'GatewayErrors', service: 'paksa-edge', severity: 'warning' },
  unavailable: ({ paksa }) => paksa.balancer.why,
  cause: async ({ paksa: { files } }) => {
    const settings = await readFile(files.proxyConfig, 'utf8');
    await writeFile(files.proxyConfig, settings.replace('proxy_read_timeout 30s;', 'proxy_read_timeout 300s'));
  },
  heal: ({ paksa }) => paksa.balancer.restoreSettings(),
  isActive: async ({ paksa }) => !(await paksa.balancer.hasOwnSettings()),
};
