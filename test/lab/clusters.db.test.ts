import { proveRunbooks } from './prove-runbooks';
import { useLab } from './use-lab';

const lab = useLab();
const OATIE = 'oatie-cluster/pods-unwell';
const NAMES = 'oatie-cluster/names-not-found';
const PAKSA = 'paksa-cluster/pods-unwell';
const NOBODY = 'paksa-cluster/nobody-answers';

proveRunbooks(
  {
    report: 'clusters',
    services: ['oatie-cluster', 'paksa-cluster'],
    given: async () => ({}),
    healthyOnly: {
      [`${OATIE}#report-log`]: { why: 'it is what the service writes' },
      [`${OATIE}#auth-history`]: { why: 'at the beginning there is one release', is: ['warn'] },
      [`${PAKSA}#history`]: { why: 'at the beginning there is one release', is: ['warn'] },
      [`${NAMES}#resolver`]: { why: 'it says which name server a pod asks' },
      [`${NAMES}#dns-settings`]: { why: 'it says whom CoreDNS asks' },
      [`${NAMES}#policies`]: { why: 'it says what pods may reach' },
      [`${NAMES}#errors`]: { why: 'errors are counted in domain/diagnostics/kinds/logscan-remote.test.ts', is: ['ok', 'warn'] },
      [`${PAKSA}#database-pods`]: { why: 'pods that do not run fail in the list of all' },
      [`${PAKSA}#database-answers`]: { why: 'a command that ends badly fails in oatie-cluster' },
      [`${PAKSA}#pod-use`]: { why: 'what pods use fails in oatie-cluster' },
      [`${NOBODY}#posts`]: { why: 'it counts what is posted' },
    },
    further: {
      [`${OATIE}#pod`]: 'fail for a pod that does not start: domain/diagnostics/kinds/kubectl.test.ts',
    },
    undone: [
      { change: `${PAKSA}#one-replica`, see: `${PAKSA}#backend`, applied: `${PAKSA}#rollout` },
      { change: `${PAKSA}#more-cpu`, see: `${PAKSA}#pod-use` },
    ],
    carriedOut: {
      [`${OATIE}#restart-auth`]: 'new pods, and the rollout completes',
      [`${PAKSA}#restart-backend`]: 'new pods, and the rollout completes',
      [`${PAKSA}#more-replicas`]: 'as many pods as were asked for',
      [`${NOBODY}#restart-ingress`]: 'new pods, and the rollout completes',
      [`${NAMES}#apply-policy`]: 'the policy is as its manifest says',
    },
  },
  lab,
);
