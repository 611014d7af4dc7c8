import { findContainer, run, stop } from '../docker/engine';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const ASKED = 3;
const CONTAINER = 'paksa-backend-1';
const container = ({ containers: { engine } }: Lab) => ({ engine, container: findContainer(engine, CONTAINER) });

export const PAKSA_BACKEND_DOWN: Fault = {
  name: 'paksa-backend-down',
  title: "Paksa's backend is gone, and people get 502",
  explanation: 'The backend was killed and not started again. What stands before it finds nobody and answers 502 itself.',
  breaks: [
    'paksa-edge/bad-gateway#through-balancer',
    'paksa-edge/bad-gateway#backend-health',
    'paksa-api/system-down#health',
    'paksa-edge/bad-gateway#backend-container',
    'paksa-api/sign-in-fails#backend-container',
  ],
  curedBy: ['paksa-edge/bad-gateway#restart-backend'],
  alert: { alertname: 'GatewayErrors', service: 'paksa-edge', severity: 'critical' },
  cause: async (lab) => {
    const { engine, container: backend } = container(lab);
    if (backend) stop(engine, backend);
    await lab.paksa.backend.stop();
    for (let asked = 0; asked < ASKED; asked += 1)
      await fetch(`${lab.paksa.balancer.url}/api/v1/invoices`).then((response) => response.body?.cancel());
  },
  heal: async (lab) => {
    const { engine, container: backend } = container(lab);
    if (backend && backend.state !== 'running') run(engine, backend);
    await lab.paksa.backend.start();
  },
  isActive: async ({ paksa }) => !paksa.backend.isUp(),
};
