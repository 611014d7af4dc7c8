import { podsOf, resetCluster } from '../kubernetes/cluster';
import { oatieCluster } from '../kubernetes/oatie-cluster';
import { advance } from '../kubernetes/reconcile';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const factsOf = ({ containers: { oatie } }: Lab) =>
  podsOf(oatie, 'kube-system', { app: 'coredns' }).flatMap(({ metadata }) => oatie.facts.get(metadata.uid ?? '') ?? []);

export const COREDNS_BROKEN: Fault = {
  name: 'coredns-broken',
  title: 'No name is found within the cluster',
  explanation: 'Both pods of CoreDNS run, but hang: they answer neither questions nor health checks. Whatever connects by name fails.',
  breaks: ['oatie-cluster/names-not-found#lookup', 'oatie-cluster/names-not-found#outside', 'oatie-cluster/names-not-found#dns-pods'],
  curedBy: ['oatie-cluster/names-not-found#restart-dns'],
  alert: { alertname: 'CoreDNSDown', service: 'oatie-cluster', severity: 'critical' },
  cause: async (lab) => {
    advance(lab.containers.oatie);
    for (const facts of factsOf(lab)) facts.isHung = true;
  },
  heal: async ({ containers: { oatie } }) => resetCluster(oatie, oatieCluster),
  isActive: async (lab) => factsOf(lab).every(({ isHung }) => isHung === true),
};
