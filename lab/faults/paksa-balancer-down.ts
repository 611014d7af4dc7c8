import { findContainer, run, stop } from '../docker/engine';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const container = ({ containers: { engine } }: Lab) => ({ engine, balancer: findContainer(engine, 'paksa-nginx-1') });

export const PAKSA_BALANCER_DOWN: Fault = {
  name: 'paksa-balancer-down',
  title: "What stands before Paksa's backend is gone",
  explanation: 'The balancer was stopped and not started again. The backend is well, and nobody reaches it.',
  breaks: ['paksa-edge/bad-gateway#through-balancer', 'paksa-edge/bad-gateway#balancer-container'],
  curedBy: ['paksa-edge/bad-gateway#restart-balancer'],
  alert: { alertname: 'GatewayErrors', service: 'paksa-edge', severity: 'critical' },
  cause: async (lab) => {
    const { engine, balancer } = container(lab);
    if (balancer) stop(engine, balancer);
    await lab.paksa.balancer.stop();
  },
  heal: async (lab) => {
    const { engine, balancer } = container(lab);
    if (balancer && balancer.state !== 'running') run(engine, balancer);
    await lab.paksa.balancer.start();
  },
  isActive: async ({ paksa }) => !paksa.balancer.isUp(),
};
