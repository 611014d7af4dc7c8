import { forget, getThing, podsOf, resetCluster } from '../kubernetes/cluster';
import { oatieCluster } from '../kubernetes/oatie-cluster';
import { advance } from '../kubernetes/reconcile';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const VARIABLE = 'JWT_SECRET_KEY';
const NAMESPACE = 'oatie';
const APP = 'auth-service';

const templateOf = ({ containers: { oatie } }: Lab) =>
  getThing(oatie, 'deployments.apps', NAMESPACE, APP)?.spec.template.spec.containers[0];

export const CRASH_LOOP: Fault = {
  name: 'crash-loop',
  title: 'The authentication service starts again and again',
  explanation: 'A release forgot the variable JWT_SECRET_KEY, and the nodes were restarted meanwhile. Each pod ends as soon as it starts.',
  breaks: [
    'oatie-cluster/pods-unwell#pods',
    'oatie-cluster/pods-unwell#auth-pods',
    'oatie-cluster/pods-unwell#auth-log',
    'oatie-cluster/pods-unwell#auth-rollout',
  ],
  curedBy: ['oatie-cluster/pods-unwell#undo-auth-release'],
  alert: { alertname: 'PodCrashLooping', service: 'oatie-cluster', severity: 'critical' },
  cause: async (lab) => {
    const { oatie } = lab.containers;
    advance(oatie);
    const container = templateOf(lab);
    container.env = container.env.filter(({ name }: { name: string }) => name !== VARIABLE);
    for (const pod of podsOf(oatie, NAMESPACE, { app: APP })) forget(oatie, 'pods', pod);
    advance(oatie, Date.now() + 1);
  },
  heal: async ({ containers: { oatie } }) => resetCluster(oatie, oatieCluster),
  isActive: async (lab) => !templateOf(lab).env.some(({ name }: { name: string }) => name === VARIABLE),
};
