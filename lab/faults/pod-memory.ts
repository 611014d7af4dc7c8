import { getThing, resetCluster } from '../kubernetes/cluster';
import { oatieCluster } from '../kubernetes/oatie-cluster';
import { bytesOf } from '../kubernetes/pod-state';
import type { Fault } from './fault';

const APP = 'report-service';
const TAKEN = 1_000 * 2 ** 20;
const NEAR = 0.9;

export const POD_MEMORY: Fault = {
  name: 'pod-memory',
  title: 'The report pods come close to their memory limit',
  explanation: 'A large customer has its reports made with all rows at once: each pod takes 1,000 MiB of the 1,024 that it may.',
  breaks: [
    'oatie-platform/high-memory#report-memory',
    'oatie-platform/high-memory#pods',
    'oatie-reports/reports-fail-to-generate#worker-memory',
  ],
  curedBy: ['oatie-platform/high-memory#more-memory'],
  alert: { alertname: 'PodMemoryHigh', service: 'oatie-cluster', severity: 'warning' },
  cause: async ({ containers: { oatie } }) => {
    const program = oatie.programs[APP];
    if (program) program.memoryBytes = TAKEN;
  },
  heal: async ({ containers: { oatie } }) => resetCluster(oatie, oatieCluster),
  isActive: async ({ containers: { oatie } }) => {
    const container = getThing(oatie, 'deployments.apps', 'oatie', APP)?.spec.template.spec.containers[0];
    return (oatie.programs[APP]?.memoryBytes ?? 0) > NEAR * bytesOf(container?.resources.limits.memory);
  },
};
