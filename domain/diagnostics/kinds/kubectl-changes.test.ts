import { describe, expect, test } from 'vitest';
import { getThing, thingsOf } from '@/lab/kubernetes/cluster';
import { NAMESPACE, TOKENS, useCluster } from '@/test/use-cluster';

const { used, ask, change, verdict, deployment, namesOf } = useCluster();

describe('changes', () => {
  test('S2-14, S3-20, S3-74: rollout restart makes new pods, and rollout status waits for them', async () => {
    const before = namesOf('auth-service');
    const { data } = await change('kubectl rollout restart deployment/auth-service -n oatie');
    expect(data).toMatchObject({ changed: ['deployment/auth-service'], dryRun: false });
    const status = await ask('kubectl rollout status deployment/auth-service -n oatie');
    expect(status.data).toMatchObject({ complete: true, replicas: 2, updated: 2, available: 2, problems: [] });
    expect(namesOf('auth-service').filter((name) => before.includes(name))).toEqual([]);
    expect(
      (await ask('kubectl rollout history deployment/auth-service -n oatie')).data.rows.map((row: { revision: number }) => row.revision),
    ).toEqual([2, 1]);
  });

  test('a rollout that cannot end says why, and is undone', async () => {
    await change('kubectl set image deployment/report-service report-service=oatie/reports:nowhere -n oatie');
    const stuck = await ask('kubectl rollout status deployment/report-service -n oatie', { block: { forMs: 60_000 } });
    expect(verdict(stuck.data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('ImagePullBackOff') });
    const undone = await change('kubectl rollout undo deployment/report-service -n oatie');
    expect(undone.data.diff).toContainEqual({
      path: 'spec.template.spec.containers[report-service].image',
      before: 'oatie/reports:nowhere',
      after: 'oatie/reports:5.0',
    });
    expect((await ask('kubectl rollout status deployment/report-service -n oatie')).data.complete).toBe(true);
    expect((await change('kubectl rollout undo deployment/auth-service -n oatie')).data.error.message).toContain('no revision before');
  });

  test('S3-21, S3-35: scale says how many there were', async () => {
    const down = await change('kubectl scale deployment report-service --replicas=1 -n oatie');
    expect(down.data).toMatchObject({ replicas: 1, replicas_before: 3, diff: [{ path: 'spec.replicas', before: 3, after: 1 }] });
    expect((await ask('kubectl rollout status deployment/report-service -n oatie')).data).toMatchObject({ complete: true, available: 1 });
    const back = await change('kubectl scale deployment report-service --replicas={prior} -n oatie', {
      inputs: { prior: down.data.replicas_before },
    });
    expect(back.data).toMatchObject({ replicas: 3, replicas_before: 1 });
    expect(
      (await change('kubectl scale deployment report-service --replicas={prior} -n oatie', { inputs: { prior: -1 } })).error?.code,
    ).toBe('input');
  });

  test('S2-23, S3-40: a dry run of the server shows what a patch would change, and changes nothing', async () => {
    const limits = '{"spec":{"template":{"spec":{"containers":[{"name":"report-service","resources":{"limits":{"memory":"{memory}"}}}]}}}}';
    const body = `kubectl patch deployment report-service -n oatie -p '${limits}'`;
    const request = { inputs: { memory: '2Gi' } };
    const difference = { path: 'spec.template.spec.containers[report-service].resources.limits.memory', before: '1Gi', after: '2Gi' };
    const preview = await ask(`${body} --dry-run=server`, { ...request, target: { credential: TOKENS.write } });
    expect(preview.data).toMatchObject({ dryRun: true, diff: [difference] });
    expect(deployment('report-service').spec.template.spec.containers[0].resources.limits.memory).toBe('1Gi');
    expect((await change(body, request)).data).toMatchObject({ dryRun: false, diff: [difference] });
    expect((await change(body, request)).data, 'the same again').toMatchObject({ diff: [], changed: [] });
    expect((await ask(`${body} --dry-run=server`, request)).data.error, 'of an account that only reads').toMatchObject({
      code: 'forbidden',
    });
    expect((await ask(body, request)).error?.message).toContain('make it a <Remediation>');
    expect((await change('kubectl set resources deployment/report-service -n oatie --limits=cpu=1500m')).data.diff).toContainEqual(
      expect.objectContaining({ after: '1500m' }),
    );
  });

  test('a network policy is made from its manifest, and made again is nothing', async () => {
    const body = `kubectl apply -n oatie -f -

apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-app
spec:
  podSelector:
    matchLabels: { app: "{app}" }
  policyTypes: [Ingress]`;
    const request = { inputs: { app: 'auth-service' } };
    expect(
      (await ask(body.replace('-f -', '-f - --dry-run=server'), { ...request, target: { credential: TOKENS.write } })).data.diff,
    ).toContainEqual({ path: 'spec.podSelector', before: null, after: { matchLabels: { app: 'auth-service' } } });
    expect(getThing(used.cluster, 'networkpolicies.networking.k8s.io', NAMESPACE, 'allow-app')).toBeUndefined();
    expect((await change(body, request)).data.changed).toEqual(['networkpolicy/allow-app']);
    expect(getThing(used.cluster, 'networkpolicies.networking.k8s.io', NAMESPACE, 'allow-app')?.spec.podSelector).toEqual({
      matchLabels: { app: 'auth-service' },
    });
    expect((await change(body, request)).data.changed).toEqual([]);
  });

  test('a deleted pod is made anew, one that is not there is said to be so', async () => {
    const [pod = ''] = namesOf('auth-service');
    expect((await change('kubectl delete pod {pod} -n oatie', { inputs: { pod } })).data.changed).toEqual([`pod/${pod}`]);
    expect((await ask('kubectl get pods -l app=auth-service -n oatie')).data.count).toBe(2);
    expect(namesOf('auth-service')).not.toContain(pod);
    expect((await change('kubectl delete pod {pod} -n oatie', { inputs: { pod } })).data.error.code).toBe('not_found');
  });

  test('S2-64: CoreDNS restarted answers again', async () => {
    for (const each of thingsOf(used.cluster, 'pods', 'kube-system'))
      Object.assign(used.cluster.facts.get(each.metadata.uid ?? '') ?? {}, { isHung: true });
    expect(verdict((await ask('kubectl get pods -n kube-system -l k8s-app=kube-dns')).data).verdict).toBe('warn');
    await change('kubectl rollout restart deployment/coredns -n kube-system');
    expect((await ask('kubectl rollout status deployment/coredns -n kube-system')).data.complete).toBe(true);
    expect((await ask('kubectl exec deployment/auth-service -n oatie -- nslookup postgres-service')).data.exitCode).toBe(0);
  });
});
