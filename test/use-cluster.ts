import { afterAll, beforeAll, beforeEach } from 'vitest';
import { kubectl } from '@/domain/diagnostics/kinds/kubectl';
import { decideVerdict } from '@/domain/diagnostics/verdict';
import { type Cluster, getThing, podsOf, resetCluster } from '@/lab/kubernetes/cluster';
import { oatieCluster } from '@/lab/kubernetes/oatie-cluster';
import { type RunningCluster, startKubernetes } from '@/lab/kubernetes/start-kubernetes';
import { runKind, type TestRequest } from './run-kind';

export const TOKENS = { read: 'a-reading-token-1', write: 'a-writing-token-2' };
export const NAMESPACE = 'oatie';

/** Called at the top of a test file: Oatie's practice cluster, as it was at the beginning before each test, and kubectl asked of it. */
export function useCluster() {
  const used = {} as { peer: RunningCluster; cluster: Cluster };
  beforeAll(async () => {
    used.peer = await startKubernetes(oatieCluster(TOKENS));
    used.cluster = used.peer.cluster;
  });
  beforeEach(() => resetCluster(used.cluster, oatieCluster));
  afterAll(() => used.peer.close());

  const ask = (body: string, { target, ...request }: TestRequest = {}) =>
    runKind(kubectl, 'kubectl', body, {
      ...request,
      target: { name: 'cluster', kind: 'kubernetes', url: used.peer.url, credential: TOKENS.read, ...target },
    });
  return {
    used,
    ask,
    change: (body: string, request: TestRequest = {}) =>
      ask(body, {
        ...request,
        target: { credential: TOKENS.write, ...request.target },
        block: { effect: 'mutating', component: 'remediation', ...request.block },
      }),
    verdict: (data: Record<string, unknown>, rules = {}) => decideVerdict({ kind: 'kubectl', ...rules }, data),
    deployment: (name: string) => getThing(used.cluster, 'deployments.apps', NAMESPACE, name) as NonNullable<ReturnType<typeof getThing>>,
    namesOf: (app: string) => podsOf(used.cluster, NAMESPACE, { app }).map(({ metadata }) => metadata.name),
  };
}
