import { getThing, resetCluster } from '../kubernetes/cluster';
import { paksaCluster } from '../kubernetes/paksa-cluster';
import { advance } from '../kubernetes/reconcile';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const WRONG = 'paksa/backend:2.5-rc';
const containerOf = ({ containers: { paksa } }: Lab) =>
  getThing(paksa, 'deployments.apps', 'paksa-financial', 'paksa-backend')?.spec.template.spec.containers[0];

export const ROLLOUT_STUCK: Fault = {
  name: 'rollout-stuck',
  title: 'A release does not come up',
  explanation: 'The release names an image that was never pushed. Its first pod waits for it; the old pods serve on.',
  breaks: ['paksa-cluster/pods-unwell#pods', 'paksa-cluster/pods-unwell#rollout', 'paksa-api/system-down#pods'],
  curedBy: ['paksa-cluster/pods-unwell#undo-release'],
  alert: { alertname: 'DeploymentReplicasMismatch', service: 'paksa-cluster', severity: 'critical' },
  cause: async (lab) => {
    const { paksa } = lab.containers;
    advance(paksa);
    containerOf(lab).image = WRONG;
    advance(paksa, Date.now() + 1);
  },
  heal: async ({ containers: { paksa } }) => resetCluster(paksa, paksaCluster),
  isActive: async (lab) => containerOf(lab)?.image === WRONG,
};
