import { describe, expect, test } from 'vitest';
import { getThing, keep, podsOf } from '@/lab/kubernetes/cluster';
import { advance } from '@/lab/kubernetes/reconcile';
import { NAMESPACE, TOKENS, useCluster } from '@/test/use-cluster';

const { used, ask, verdict, deployment } = useCluster();

describe('what a cluster has', () => {
  test('S3-03, S3-73: get pods -l', async () => {
    const { data, stdout } = await ask('kubectl get pods -l app=report-service -n oatie');
    expect(data).toMatchObject({ about: 'pods', count: 3, ready: 3, notReady: 0, restarts: 0, problems: [], error: null });
    expect(data.rows[0]).toMatchObject({ ready: '1/1', status: 'Running', restarts: 0, age: expect.stringMatching(/^(2h|119m)$/) });
    expect(stdout).toMatch(/^NAME .*READY .*STATUS/);
    expect(verdict((await ask('kubectl get pods -n oatie -l app=nothing')).data)).toMatchObject({
      verdict: 'fail',
      reason: 'there are no pods with app=nothing',
    });
    expect((await ask('kubectl get po -A')).data.rows.map((row: { namespace: string }) => row.namespace)).toContain('kube-system');
  });

  test('what does not start is told apart', async () => {
    deployment('report-service').spec.template.spec.containers[0].image = 'oatie/reports:nowhere';
    advance(used.cluster, Date.now() + 2_000);
    const { data } = await ask('kubectl get pods -l app=report-service -n oatie');
    expect(data).toMatchObject({ count: 4, ready: 3, notReady: 1 });
    expect(verdict(data)).toMatchObject({
      verdict: 'fail',
      reason: expect.stringMatching(/ImagePullBackOff: Back-off pulling image "oatie\/reports:nowhere"/),
    });
  });

  test('S3-47: endpoints without addresses fail', async () => {
    const body = 'kubectl get endpoints report-service -n oatie';
    expect((await ask(body)).data).toMatchObject({ count: 1, problems: [], rows: [{ ready: 3, notReady: 0 }] });
    const service = getThing(used.cluster, 'services', NAMESPACE, 'report-service');
    Object.assign(service?.spec, { selector: { app: 'report-service-v2' } });
    expect(verdict((await ask(body)).data)).toMatchObject({
      verdict: 'fail',
      reason: 'report-service sends requests to nobody: no pod matches its selector',
    });
  });

  test('S2-61, S2-65: network policies and a config map', async () => {
    expect((await ask('kubectl get networkpolicies -n oatie')).data.rows).toContainEqual(
      expect.objectContaining({ name: 'allow-dns', pods: '(all)', types: 'Egress' }),
    );
    const { data, stdout } = await ask('kubectl get configmap coredns -n kube-system -o yaml');
    expect(data.details.data.Corefile).toContain('forward . /etc/resolv.conf');
    expect(stdout).toContain('kubernetes cluster.local');
    expect(stdout).not.toContain('resourceVersion');
  });

  test('S2-54: describe a pod, with what was told of it and without the values of its variables', async () => {
    deployment('auth-service').spec.template.spec.containers[0].env = [{ name: 'PASSWORD_SALT', value: 'salt-of-practice' }];
    advance(used.cluster, Date.now() + 2_000);
    const pod =
      podsOf(used.cluster, NAMESPACE, { app: 'auth-service' }).find((each) => each.spec.containers[0].env[0].value)?.metadata.name ?? '';
    const { data, stdout } = await ask('kubectl describe pod {pod} -n oatie', { inputs: { pod } });
    expect(verdict(data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('CrashLoopBackOff') });
    expect(data.events).toContainEqual(expect.objectContaining({ reason: 'BackOff', type: 'Warning' }));
    expect(stdout).toContain('PASSWORD_SALT');
    expect(JSON.stringify(data) + stdout).not.toContain('salt-of-practice');
  });

  test('secrets by their sizes, and to none but whom the cluster lets', async () => {
    keep(
      used.cluster,
      'secrets',
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 's', namespace: NAMESPACE },
        type: 'Opaque',
        data: { password: 'aHVudGVyMi1odW50ZXIy' },
      },
      Date.now(),
    );
    expect((await ask('kubectl get secrets -n oatie')).data.error).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('cannot list resource "secrets"'),
    });
    const seen = await ask('kubectl get secret s -n oatie -o yaml', { target: { credential: TOKENS.write } });
    expect(seen.data.details.data).toEqual({ password: '15 bytes' });
    expect(JSON.stringify(seen)).not.toMatch(/aHVudGVy|hunter2/);
  });

  test('nodes, deployments, events and the version', async () => {
    expect((await ask('kubectl get nodes')).data).toMatchObject({ count: 2, problems: [] });
    expect((await ask('kubectl get deploy report-service -n oatie')).data.rows[0]).toMatchObject({
      ready: '3/3',
      available: 3,
      image: 'oatie/reports:5.0',
    });
    expect((await ask('kubectl get events -n oatie --field-selector type=Warning')).data).toMatchObject({
      count: 0,
      problems: [{ code: 'none' }],
    });
    expect((await ask('kubectl version')).data.rows[0]).toEqual({ version: 'v1.32.0', platform: 'linux/amd64' });
  });
});

describe('what pods use', () => {
  test('S2-22, S3-17, S3-38: top pods, with the share of the limit', async () => {
    const body = 'kubectl top pods -l app=report-service -n oatie';
    const well = (await ask(body)).data;
    expect(well).toMatchObject({ count: 3, memory_used_pct: 37.1, cpu_used_pct: 16, problems: [] });
    (used.cluster.programs['report-service'] as { memoryBytes: number }).memoryBytes = 1_000 * 2 ** 20;
    expect(verdict((await ask(body)).data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('97.7 %') });
  });

  test('S2-52, S2-53: top nodes, top pods everywhere', async () => {
    expect((await ask('kubectl top nodes')).data).toMatchObject({ count: 2, problems: [], rows: [{ name: 'node-1' }, { name: 'node-2' }] });
    const { data } = await ask('kubectl top pods --all-namespaces');
    expect(data.rows.map((row: { namespace: string }) => row.namespace)).toEqual(expect.arrayContaining(['oatie', 'kube-system']));
  });
});

describe('logs', () => {
  test('S2-67, S3-72: of all pods of a selector, since an hour', async () => {
    const { data, stdout } = await ask('kubectl logs --since=1h -l system=oatie -n oatie --tail 5');
    expect(data).toMatchObject({ count: 6, errorLines: 0 });
    expect(stdout).toMatch(/==> auth-service-\S+ auth-service <==\nINFO auth\.verify/);
  });

  test('S2-70: between two times, though kubectl knows no end', async () => {
    const [from, to] = [Date.now() - 3_600_000, Date.now() - 3_000_000].map((ms) => new Date(ms).toISOString());
    const between = await ask('kubectl logs deployment/auth-service -n oatie --since-time={from}\nuntil {to}', {
      inputs: { from: from ?? '', to: to ?? '' },
    });
    expect(between.data.lines).toBeGreaterThanOrEqual(59);
    expect(between.data.lines).toBeLessThanOrEqual(61);
    expect(between.stdout).not.toMatch(/^\d{4}-/m);
    const stamped = await ask(`kubectl logs deployment/auth-service -n oatie --timestamps --since-time=${from}\nuntil ${to}`);
    for (const line of stamped.stdout.trim().split('\n')) expect(line.slice(0, 24) <= (to ?? '')).toBe(true);
    expect(
      (await ask('kubectl logs deployment/auth-service -n oatie --since-time=2024-01-15T10:00:00Z --until-time=2024-01-15T11:00:00Z')).error
        ?.message,
    ).toContain('kubectl has no --until-time');
  });

  test('S2-18: logs -f ends at its bounds, and when it is told to', async () => {
    const body = 'kubectl logs -f deployment/report-service --tail=100 -n oatie';
    expect((await ask(body, { block: { forMs: 300 } })).data).toMatchObject({ bounded: true, lines: 100 });
    const stop = new AbortController();
    setTimeout(() => stop.abort('cancelled'), 100);
    expect((await ask(body, { signal: stop.signal, block: { forMs: 60_000 } })).error?.code).toBe('aborted');
  });

  test('what a pod said before it ended', async () => {
    deployment('auth-service').spec.template.spec.containers[0].env = [];
    advance(used.cluster, Date.now() + 2_000);
    const pod =
      podsOf(used.cluster, NAMESPACE, { app: 'auth-service' }).find((each) => !each.spec.containers[0].env.length)?.metadata.name ?? '';
    const { data, stdout } = await ask('kubectl logs {pod} -n oatie --previous', { inputs: { pod } });
    expect(stdout).toContain('JWT_SECRET_KEY is not set');
    expect(data.errorLines).toBe(1);
    expect((await ask('kubectl logs deployment/report-service -n oatie --previous')).data.error.message).toContain(
      'previous terminated container',
    );
    expect((await ask('kubectl logs nothing-here -n oatie')).data.error).toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('pods "nothing-here" not found'),
    });
  });
});

describe('commands inside', () => {
  const hang = () => {
    for (const pod of podsOf(used.cluster, 'kube-system', { app: 'coredns' }))
      Object.assign(used.cluster.facts.get(pod.metadata.uid ?? '') ?? {}, { isHung: true });
  };

  test('S2-60: nslookup in a pod', async () => {
    const body = 'kubectl exec deployment/report-service -n oatie -- nslookup postgres-service';
    const well = await ask(body);
    expect(well.data).toMatchObject({ exitCode: 0, problems: [] });
    expect(well.stdout).toContain('Name:\tpostgres-service');
    hang();
    expect(verdict((await ask(body)).data)).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('no servers could be reached'),
    });
  });

  test('S2-62, S2-63, S3-75: curl -I, resolv.conf and pg_isready', async () => {
    expect((await ask('kubectl exec deployment/report-service -n oatie -- curl -I https://api.openai.com')).stdout).toContain('HTTP/2 200');
    expect((await ask('kubectl exec deployment/report-service -n oatie -- cat /etc/resolv.conf')).data.stdout).toContain(
      'nameserver 10.96.0.10',
    );
    expect(verdict((await ask('kubectl exec postgres-0 -n oatie -- pg_isready')).data).verdict).toBe('ok');
    expect((await ask('kubectl exec report-service -n oatie -c other -- date')).data.error.code).toBe('not_found');
    expect((await ask('kubectl exec postgres-0 -n oatie -c other -- date')).data.error.message).toContain('container other is not valid');
  });
});
