import { mkdtemp, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { AppsV1Api, CoreV1Api, Exec, KubeConfig, Log, Metrics, type V1Status, Watch } from '@kubernetes/client-node';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findContainer, run } from '@/lab/docker/engine';
import { type RunningDocker, startDocker } from '@/lab/docker/start-docker';
import { oatieCluster } from '@/lab/kubernetes/oatie-cluster';
import { type RunningCluster, startKubernetes } from '@/lab/kubernetes/start-kubernetes';

// The peers of the lab are ours, and so is what asks them. Clients that others wrote say whether both speak the real protocol.

function gather() {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk) => {
    text += chunk;
  });
  return { stream, text: () => text };
}
const ended = (stream: NodeJS.ReadableStream) => new Promise((resolve) => stream.once('end', resolve).once('close', resolve));

describe('the practice container engine, asked by dockerode', () => {
  let folder = '';
  let peer: RunningDocker;
  let docker: Docker;
  beforeAll(async () => {
    folder = await mkdtemp('/tmp/protocol-');
    peer = await startDocker(folder);
    docker = new Docker({ socketPath: peer.url.replace('unix://', '') });
  });
  afterAll(async () => {
    await peer.close();
    await rm(folder, { recursive: true });
  });

  test('lists, inspects and measures', async () => {
    expect((await docker.version()).ApiVersion).toBe('1.47');
    const found = await docker.listContainers({ all: true, filters: { label: ['com.docker.compose.project=paksa'] } });
    expect(found.map(({ Names }) => Names[0]).sort()).toEqual([
      '/paksa-backend-1',
      '/paksa-exporter-1',
      '/paksa-nginx-1',
      '/paksa-postgres-1',
      '/paksa-redis-1',
    ]);
    expect((await docker.getContainer('web').inspect()).State.Health?.Status).toBe('healthy');
    expect((await docker.getContainer('web').stats({ stream: false })).memory_stats.limit).toBe(256 * 2 ** 20);
    await expect(docker.getContainer('none').inspect()).rejects.toMatchObject({ statusCode: 404, reason: 'no such container' });
  });

  test('frames logs, and the output of a command over an upgraded connection', async () => {
    const [out, err] = [gather(), gather()];
    const log = await docker.getContainer('web').logs({ follow: true, stdout: true, stderr: true, tail: 3 });
    docker.modem.demuxStream(log, out.stream, err.stream);
    await expect.poll(() => out.text().trim().split('\n').length).toBe(3);
    (log as unknown as PassThrough).destroy();

    const exec = await docker.getContainer('paksa-postgres-1').exec({ Cmd: ['pg_isready'], AttachStdout: true, AttachStderr: true });
    const output = await exec.start({ hijack: true, stdin: false });
    const said = gather();
    docker.modem.demuxStream(output, said.stream, err.stream);
    await ended(output);
    expect(said.text()).toContain('accepting connections');
    expect((await exec.inspect()).ExitCode).toBe(0);
  });

  test('tells what happens, tags and restarts', async () => {
    const events = await docker.getEvents({ filters: { container: ['web'] } });
    const seen = gather();
    events.pipe(seen.stream);
    run(peer.engine, findContainer(peer.engine, 'web') as NonNullable<ReturnType<typeof findContainer>>);
    await expect.poll(seen.text).toContain('"Action":"start"');
    (events as unknown as PassThrough).destroy();
    await docker.getImage('dotmac:v1.0.0').tag({ repo: 'dotmac', tag: 'again' });
    expect((await docker.getImage('dotmac:again').inspect()).RepoTags).toContain('dotmac:v1.0.0');
    await docker.getContainer('web').restart();
    await expect(docker.getContainer('web').start()).rejects.toMatchObject({ statusCode: 304 });
  });
});

describe('the practice cluster, asked by the client of Kubernetes', () => {
  let peer: RunningCluster;
  const config = new KubeConfig();
  beforeAll(async () => {
    peer = await startKubernetes(oatieCluster({ read: 'a-reading-token-1', write: 'a-writing-token-2' }));
    config.loadFromClusterAndUser(
      { name: 'practice', server: peer.url, skipTLSVerify: true },
      { name: 'writer', token: 'a-writing-token-2' },
    );
  });
  afterAll(() => peer.close());
  const firstPod = async (labelSelector: string) =>
    (await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace: 'oatie', labelSelector })).items[0]?.metadata?.name ?? '';

  test('lists, reads, refuses in its own form', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const { items } = await core.listNamespacedPod({ namespace: 'oatie', labelSelector: 'app in (auth-service, report-service)' });
    expect(items.map(({ status }) => status?.phase)).toEqual(Array(5).fill('Running'));
    expect((await core.readNamespacedEndpoints({ namespace: 'oatie', name: 'report-service' })).subsets?.[0]?.addresses).toHaveLength(3);
    await expect(core.readNamespacedPod({ namespace: 'oatie', name: 'none' })).rejects.toMatchObject({
      code: 404,
      body: expect.stringContaining('"reason":"NotFound"'),
    });
    const usage = await new Metrics(config).getPodMetrics('oatie');
    expect(usage.items[0]?.containers[0]?.usage).toMatchObject({ cpu: expect.stringMatching(/m$/), memory: expect.stringMatching(/Ki$/) });
  });

  test('patches under a dry run, scales, and tells watchers', async () => {
    const apps = config.makeApiClient(AppsV1Api);
    const where = { namespace: 'oatie', name: 'report-service' };
    const body = [{ op: 'replace', path: '/spec/replicas', value: 5 }];
    expect((await apps.patchNamespacedDeployment({ ...where, body, dryRun: 'All' })).spec?.replicas).toBe(5);
    expect((await apps.readNamespacedDeployment(where)).spec?.replicas).toBe(3);
    const seen: string[] = [];
    const stop = await new Watch(config).watch(
      '/apis/apps/v1/namespaces/oatie/deployments',
      {},
      (phase, thing: { metadata: { name: string } }) => void seen.push(`${phase} ${thing.metadata.name}`),
      () => {},
    );
    await apps.patchNamespacedDeploymentScale({ ...where, body });
    expect((await apps.readNamespacedDeploymentScale(where)).spec?.replicas).toBe(5);
    await expect.poll(() => seen).toContain('MODIFIED report-service');
    stop.abort();
  });

  test('sends logs, and runs a command over the channels of its protocol', async () => {
    const pod = await firstPod('app=postgres');
    const log = gather();
    await new Log(config).log('oatie', pod, 'postgres', log.stream, { tailLines: 2 });
    await expect.poll(() => log.text().trim().split('\n').length).toBe(2);
    const ran = async (command: string[]) => {
      const [out, err] = [gather(), gather()];
      const status = await new Promise<V1Status>((resolve, reject) => {
        new Exec(config).exec('oatie', pod, 'postgres', command, out.stream, err.stream, null, false, resolve).catch(reject);
      });
      return { status, out: out.text(), err: err.text() };
    };
    expect(await ran(['pg_isready'])).toMatchObject({
      status: { status: 'Success' },
      out: expect.stringContaining('accepting connections'),
    });
    expect(await ran(['nslookup', 'nowhere'])).toMatchObject({
      status: { status: 'Failure', reason: 'NonZeroExitCode', details: { causes: [{ reason: 'ExitCode', message: '1' }] } },
    });
  });
});
