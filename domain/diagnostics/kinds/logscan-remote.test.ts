import { mkdtemp, rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readLogscan } from '@/domain/runbooks/kinds/logscan';
import { findContainer, say } from '@/lab/docker/engine';
import { resetEngine } from '@/lab/docker/practice-engine';
import { type RunningDocker, startDocker } from '@/lab/docker/start-docker';
import { podsOf } from '@/lab/kubernetes/cluster';
import { oatieCluster } from '@/lab/kubernetes/oatie-cluster';
import { type RunningCluster, startKubernetes } from '@/lab/kubernetes/start-kubernetes';
import { runKind, type TestRequest } from '@/test/run-kind';
import { logscan } from './logscan';

const TOKENS = { read: 'a-reading-token-1', write: 'a-writing-token-2' };
let folder = '';
let engine: RunningDocker;
let cluster: RunningCluster;
beforeAll(async () => {
  folder = await mkdtemp('/tmp/logs-');
  [engine, cluster] = [await startDocker(folder), await startKubernetes(oatieCluster(TOKENS))];
});
beforeEach(() => resetEngine(engine.engine));
afterAll(async () => {
  await Promise.all([engine.close(), cluster.close()]);
  await rm(folder, { recursive: true });
});

const inContainers = (body: string, request: TestRequest = {}) =>
  runKind(logscan, 'logscan', body, { ...request, target: { name: 'containers', kind: 'docker', url: engine.url, ...request.target } });
const inPods = (body: string, request: TestRequest = {}) =>
  runKind(logscan, 'logscan', body, {
    ...request,
    target: { name: 'cluster', kind: 'kubernetes', url: cluster.url, credential: TOKENS.read },
  });
const write = (name: string, text: string) =>
  say(findContainer(engine.engine, name) as NonNullable<ReturnType<typeof findContainer>>, 'stderr', text);
const writeInPod = (app: string, text: string, atMs = Date.now()) => {
  const [pod] = podsOf(cluster.cluster, 'oatie', { app });
  cluster.cluster.facts.get(pod?.metadata.uid ?? '')?.said.push({ atMs, stream: 'stdout', text });
};

describe('containers', () => {
  test('S3-25, S3-70: errors and refusals of a service, since a while', async () => {
    for (const text of ['ERROR could not serve', 'WARN Authentication refused', 'error again']) write('paksa-backend-1', text);
    const { data, stdout } = await inContainers(
      'compose backend -p paksa\npattern errors /error/i\npattern auth "auth" i\nsince 1h\nexamples 2',
    );
    expect(data).toMatchObject({ counts: { errors: 2, auth: 1 }, fileCount: 1, files: [{ path: 'paksa-backend-1' }], error: null });
    expect(data.patterns[0].last).toEqual(['ERROR could not serve', 'error again']);
    expect(stdout).not.toMatch(/\d{4}-\d{2}-\d{2}T/);
  });

  test('S3-45: upstream in the log of nginx', async () => {
    const { data } = await inContainers('container paksa-nginx-1\npattern upstream "upstream"\nsince 10m');
    expect(data.counts.upstream).toBeGreaterThanOrEqual(59);
    expect(data.counts.upstream).toBeLessThanOrEqual(61);
  });

  test('S3-71: what is followed is bounded, and shows only what is looked for', async () => {
    const running = inContainers('compose backend -p paksa\npattern bad /ERROR|CRITICAL/\nfollow', {
      block: { forMs: 30_000, maxLines: 2 },
    });
    const timer = setInterval(() => {
      write('paksa-backend-1', 'INFO fine');
      write('paksa-backend-1', 'CRITICAL disk full');
    }, 50);
    const { data, stderr } = await running;
    clearInterval(timer);
    expect(data).toMatchObject({ counts: { bad: 2 }, lines: 2, bounded: true });
    expect(stderr).toBe('CRITICAL disk full\nCRITICAL disk full\n');
  });

  test('no engine, no container, no sense', async () => {
    expect((await inContainers('container web\npattern a "a"', { target: { url: 'unix:///nowhere.sock' } })).error?.code).toBe(
      'not_available',
    );
    expect((await inContainers('container nothing\npattern a "a"')).data.error).toMatchObject({ code: 'not_found' });
    expect((await inContainers('container {name}\npattern a "a"', { inputs: { name: '../x' } })).error?.code).toBe('input');
  });
});

describe('pods', () => {
  test('S2-67, S2-69: errors and connections of all pods of a system', async () => {
    writeInPod('report-service', 'ERROR connection refused by postgres');
    writeInPod('auth-service', 'ERROR old', Date.now() - 7_000_000);
    const { data } = await inPods('pods system=oatie -n oatie\npattern errors "ERROR"\npattern connection "connection"\nsince 1h');
    expect(data).toMatchObject({ counts: { errors: 1 }, fileCount: 6 });
    expect(data.counts.connection).toBeGreaterThan(1);
  });

  test('S2-68: one person, as an input that stays a text', async () => {
    const body = 'pods app=auth-service -n oatie\npattern person "user={user}"\nsince 30m';
    expect((await inPods(body, { inputs: { user: 'user@example.com' } })).data.counts.person).toBeGreaterThan(10);
    expect((await inPods(body, { inputs: { user: '.*' } })).data.counts.person).toBe(0);
  });

  test('S2-70: between two times', async () => {
    const [from, to] = [Date.now() - 3_600_000, Date.now() - 3_000_000].map((ms) => new Date(ms).toISOString());
    const { data } = await inPods('pods deployment/report-service -n oatie\npattern all /./\nsince {from}\nuntil {to}', {
      inputs: { from: from ?? '', to: to ?? '' },
    });
    expect(data.fileCount).toBe(3);
    expect(Math.abs(data.counts.all - 180)).toBeLessThanOrEqual(3);
  });
});

test('whose logs is said, and with a namespace', () => {
  const problem = (body: string) => (readLogscan(`${body}\npattern a "a"`) as { problem?: string }).problem;
  expect(problem('pods app=web')).toContain('names no namespace');
  expect(problem('container web -it')).toContain('logs has no -it here');
  expect(problem('container web\nfiles a.log')).toContain('different targets');
  expect(problem('')).toContain('write whose logs');
});
