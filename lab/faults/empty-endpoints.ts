import { getThing, resetCluster } from '../kubernetes/cluster';
import { paksaCluster } from '../kubernetes/paksa-cluster';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const WRONG = { app: 'paksa-backend-v2' };
const serviceOf = ({ containers: { paksa } }: Lab) => getThing(paksa, 'services', 'paksa-financial', 'paksa-backend-service');

export const EMPTY_ENDPOINTS: Fault = {
  name: 'empty-endpoints',
  title: 'A service has no pod behind it',
  explanation: "A release renamed the label that the service looks for, but not the pods' own. All pods run, and nobody reaches them.",
  breaks: ['paksa-cluster/nobody-answers#endpoints', 'paksa-cluster/nobody-answers#service', 'paksa-edge/bad-gateway#endpoints'],
  curedBy: ['paksa-cluster/nobody-answers#right-selector'],
  alert: { alertname: 'ServiceWithoutEndpoints', service: 'paksa-cluster', severity: 'critical' },
  cause: async (lab) => {
    const service = serviceOf(lab);
    if (service) service.spec.selector = { ...WRONG };
  },
  heal: async ({ containers: { paksa } }) => resetCluster(paksa, paksaCluster),
  isActive: async (lab) => serviceOf(lab)?.spec.selector.app === WRONG.app,
};
