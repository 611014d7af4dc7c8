import type { Fault } from './fault';

const ASKED = 3;

export const PAKSA_BACKEND_DOWN: Fault = {
  name: 'paksa-backend-down',
  title: "Paksa's backend is gone, and people get 502",
  explanation: 'The backend was killed and not started again. What stands before it finds nobody and answers 502 itself.',
  breaks: ['paksa-edge/bad-gateway#through-balancer', 'paksa-edge/bad-gateway#backend-health', 'paksa-api/system-down#health'],
  curedBy: [],
  alert: { alertname: 'GatewayErrors', service: 'paksa-edge', severity: 'critical' },
  cause: async ({ paksa }) => {
    await paksa.backend.stop();
    for (let asked = 0; asked < ASKED; asked += 1)
      await fetch(`${paksa.gatewayUrl}/api/v1/invoices`).then((response) => response.body?.cancel());
  },
  heal: ({ paksa }) => paksa.backend.start(),
  isActive: async ({ paksa }) => !paksa.backend.isUp(),
};
