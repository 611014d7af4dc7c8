import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findContainer, MEBIBYTE, run as runContainer, say } from '@/lab/docker/engine';
import { resetEngine } from '@/lab/docker/practice-engine';
import { type RunningDocker, startDocker } from '@/lab/docker/start-docker';
import { runKind, type TestRequest } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { docker } from './docker';

let folder = '';
let peer: RunningDocker;
beforeAll(async () => {
  folder = await mkdtemp('/tmp/docker-');
  peer = await startDocker(folder);
});
beforeEach(() => resetEngine(peer.engine));
afterAll(async () => {
  await peer.close();
  await rm(folder, { recursive: true });
});

const ask = (body: string, { target, ...request }: TestRequest = {}) =>
  runKind(docker, 'docker', body, { ...request, target: { name: 'containers', kind: 'docker', url: peer.url, ...target } });
const change = (body: string, request: TestRequest = {}) =>
  ask(body, { ...request, block: { effect: 'mutating', component: 'remediation', ...request.block } });
const container = (name: string) => findContainer(peer.engine, name) as NonNullable<ReturnType<typeof findContainer>>;
const verdict = (data: Record<string, unknown>, rules = {}) => decideVerdict({ kind: 'docker', ...rules }, data);

describe('containers', () => {
  test('S4-51: docker ps -a lists those that ended too', async () => {
    container('web').state = 'exited';
    Object.assign(container('web'), { exitCode: 3, finishedMs: Date.now() });
    const running = await ask('docker ps');
    expect(running.data.rows.map((row: { name: string }) => row.name)).not.toContain('web');
    expect(verdict(running.data).verdict).toBe('ok');
    const all = await ask('docker ps -a');
    expect(all.data).toMatchObject({ reachable: true, running: all.data.count - 1, problems: [{ code: 'exited', severity: 'fail' }] });
    expect(all.stdout).toMatch(/^NAME .*STATUS/);
    expect(verdict(all.data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('exit code 3') });
  });

  test.each(['docker-compose ps postgres -p ariesone', 'docker compose -p ariesone ps postgres'])('S1-02, S3-02: %s', async (body) => {
    const { data } = await ask(body);
    expect(data).toMatchObject({
      count: 1,
      running: 1,
      problems: [],
      rows: [{ service: 'postgres', project: 'ariesone', state: 'running' }],
    });
    container('ariesone_postgres_1').state = 'exited';
    container('ariesone_postgres_1').exitCode = 1;
    expect(verdict((await ask(body)).data).verdict).toBe('fail');
  });

  test('a service that several projects have is not guessed, one that nobody has fails', async () => {
    expect((await ask('docker compose ps postgres')).data.error).toMatchObject({
      code: 'ambiguous',
      message: expect.stringMatching(/ariesone, paksa|paksa, ariesone/),
    });
    const { data } = await ask('docker compose -p paksa ps nothing');
    expect(verdict(data)).toMatchObject({ verdict: 'fail', reason: 'nothing has no container' });
  });

  test('S4-52: inspect keeps the names of variables and none of their values', async () => {
    const { data, stdout } = await ask('docker inspect web');
    expect(data.details.env).toContain('DATABASE_URL=[redacted]');
    expect(JSON.stringify(data) + stdout).not.toContain('practice-only');
    expect(data).toMatchObject({ status: 'running', health: 'healthy', oomKilled: false, memoryLimitBytes: 256 * MEBIBYTE });
  });

  test('S4-54: a path instead of a pipe to jq', async () => {
    expect((await ask("docker inspect web --format '{{json .State.Health}}'")).data.value).toMatchObject({ Status: 'healthy' });
    expect((await ask("docker inspect {name} -f '{{.State.OOMKilled}}'", { inputs: { name: 'web' } })).data.value).toBe(false);
    expect((await ask("docker inspect web -f '{{.State.constructor}}'")).data).toMatchObject({
      value: null,
      problems: [{ code: 'no_field' }],
    });
    expect((await ask("docker inspect web -f '{{json .Config.Env}}'")).stdout).not.toContain('practice-only');
  });

  test('S4-58: killed for memory is a failure, without a limit a warning', async () => {
    container('web').memoryNeedBytes = 512 * MEBIBYTE;
    runContainer(peer.engine, container('web'));
    const killed = (await ask('docker inspect web')).data;
    expect(killed).toMatchObject({ oomKilled: true, exitCode: 137, memoryLimitBytes: 256 * MEBIBYTE });
    expect(verdict(killed)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('ran out of memory') });
    resetEngine(peer.engine);
    container('web').memoryLimitBytes = 0;
    expect(verdict((await ask('docker inspect web')).data)).toMatchObject({
      verdict: 'warn',
      reason: expect.stringContaining('no memory limit'),
    });
  });

  test('S3-16, S3-37, S4-53: docker stats is one sample, and ends', async () => {
    container('web').memoryNeedBytes = 250 * MEBIBYTE;
    const { data } = await ask('docker stats web --no-stream');
    expect(data).toMatchObject({ count: 1, memory_used_pct: 97.7, cpu_pct: 10, rows: [{ name: 'web', processes: 7 }] });
    expect(verdict(data).verdict).toBe('fail');
    const all = (await ask('docker stats')).data;
    expect(all.count).toBe(peer.engine.containers.length);
    expect(verdict((await ask('docker stats paksa-backend-1')).data, { warn: 'memory_used_pct > 80.0' }).verdict).toBe('ok');
  });

  test('images, processes and the version', async () => {
    expect((await ask('docker images dotmac')).data.rows.map((row: { tag: string }) => row.tag).sort()).toEqual([
      'dotmac:latest',
      'dotmac:v1.0.0',
      'dotmac:v1.1.0',
    ]);
    expect((await ask('docker top web')).data.rows[0]).toMatchObject({ pid: '4711' });
    expect((await ask('docker version')).data.rows[0]).toMatchObject({ version: '27.0.0' });
  });
});

describe('streams', () => {
  test('S4-50: logs with --tail, errors counted, both streams kept apart', async () => {
    say(container('web'), 'stderr', 'ERROR payment refused');
    const { data, stdout, stderr } = await ask('docker logs --tail 100 web');
    expect(data).toMatchObject({ lines: 100, errorLines: 1 });
    expect(stderr).toBe('ERROR payment refused\n');
    expect(stdout.split('\n')).toHaveLength(100);
    expect((await ask('docker logs web --tail 100 --since 10m')).data.lines).toBeLessThan(100);
    expect((await ask('docker logs web --since 2h --until 1h')).stderr).toBe('');
  });

  test.each(['docker-compose -p ariesone logs postgres', 'docker compose logs postgres -p paksa'])('S1-03, S3-07: %s', async (body) => {
    const { data, stderr } = await ask(body, { block: { maxLines: 20 } });
    expect(data).toMatchObject({ lines: 20, count: 1 });
    expect(stderr).toContain('checkpoint complete');
  });

  test('S0-80: logs -f ends at its bounds, and when it is told to', async () => {
    const bounded = await ask('docker compose -p dotmac logs -f app --tail 5', { block: { forMs: 300 } });
    expect(bounded.data).toMatchObject({ bounded: true });
    expect((await ask('docker logs -f web', { block: { maxLines: 3, forMs: 60_000 } })).data).toMatchObject({ lines: 3, bounded: true });
    const stop = new AbortController();
    setTimeout(() => stop.abort('cancelled'), 100);
    expect((await ask('docker logs -f web --tail 1', { signal: stop.signal, block: { forMs: 60_000 } })).error?.code).toBe('aborted');
  });

  test('S4-56: events of a while, and of now', async () => {
    runContainer(peer.engine, container('web'));
    runContainer(peer.engine, container('paksa-redis-1'));
    const past = await ask('docker events --filter container=web --since 1h --until 0s');
    expect(past.data.rows).toEqual([expect.objectContaining({ action: 'start', name: 'web' })]);
    const live = ask('docker events --filter event=oom', { block: { forMs: 60_000, maxLines: 1 } });
    setTimeout(() => {
      container('web').memoryNeedBytes = 900 * MEBIBYTE;
      runContainer(peer.engine, container('web'));
    }, 200);
    expect((await live).data).toMatchObject({ count: 1, bounded: true, rows: [{ action: 'oom', name: 'web' }] });
  });
});

describe('commands inside', () => {
  test('S3-08: a ping with a count ends', async () => {
    const { data, stdout } = await ask('docker compose -p paksa exec backend ping -c 4 postgres');
    expect(data).toMatchObject({ exitCode: 0, problems: [] });
    expect(stdout).toContain('4 packets transmitted');
    expect((await ask('docker compose -p paksa exec backend ping postgres')).error?.message).toContain('ping without a count never ends');
  });

  test('S3-44: nginx -t says what is wrong with the configuration', async () => {
    expect(verdict((await ask('docker compose -p paksa exec nginx nginx -t')).data).verdict).toBe('ok');
    container('paksa-backend-1').state = 'exited';
    const { data } = await ask('docker compose -p paksa exec nginx nginx -t');
    expect(data.exitCode).toBe(1);
    expect(verdict(data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('host not found in upstream') });
  });

  test('what a program of the container does not have fails, and a stopped one refuses', async () => {
    expect((await ask('docker exec web uptime')).data).toMatchObject({ exitCode: 127 });
    container('web').state = 'exited';
    expect((await ask('docker exec web date')).data.error).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is not running'),
    });
  });
});

describe('changes', () => {
  test('S3-06, S3-19, S3-27, S3-46: compose restart', async () => {
    for (const service of ['postgres', 'backend', 'nginx']) {
      const before = container(`paksa-${service}-1`).startedMs;
      const { data } = await change(`docker-compose -p paksa restart ${service}`);
      expect(data).toMatchObject({ changed: [`paksa-${service}-1`], running: 1, problems: [], error: null });
      expect(container(`paksa-${service}-1`).startedMs).toBeGreaterThan(before);
    }
  });

  test('S4-58: another memory limit cures what was killed for memory', async () => {
    container('web').memoryNeedBytes = 512 * MEBIBYTE;
    runContainer(peer.engine, container('web'));
    expect((await change('docker update --memory 1g web')).data).toMatchObject({
      value: 256 * MEBIBYTE,
      memoryLimitBytes: 1024 * MEBIBYTE,
    });
    expect((await ask('docker inspect web')).data).toMatchObject({ status: 'running', oomKilled: false });
    expect((await change('docker update --memory 1m web')).data.error.message).toContain('Minimum memory limit');
  });

  test('S0-80: an image is put aside, the one before takes its name, and compose up makes the container from it', async () => {
    const app = () => container('dotmac-app-1');
    const present = peer.engine.images.find(({ tags }) => tags.includes('dotmac:latest'));
    Object.assign(present ?? {}, { isBroken: true });
    runContainer(peer.engine, app());
    expect(verdict((await ask('docker compose -p dotmac ps app')).data).verdict).toBe('fail');
    expect((await change('docker compose -p dotmac stop')).data).toMatchObject({ running: 0, count: 2 });
    await change('docker tag dotmac:latest dotmac:broken');
    await change('docker tag dotmac:v1.0.0 dotmac:latest');
    const up = await change('docker compose -p dotmac up -d');
    expect(up.data).toMatchObject({ running: 2 });
    expect(up.stdout).toMatch(/dotmac-app-1: made anew\ndotmac-redis-1: started/);
    expect(app().imageId).toBe(peer.engine.images.find(({ tags }) => tags.includes('dotmac:v1.0.0'))?.id);
    expect(app().env).toContain('SERVICE=dotmac-app-1');
    expect(peer.engine.containers.filter(({ name }) => name.startsWith('dotmac-app'))).toHaveLength(1);
    expect(verdict((await ask('docker compose -p dotmac ps app')).data).verdict).toBe('ok');
    expect((await change('docker compose -p dotmac up -d app')).stdout).toContain('up to date');
  });

  test('start and stop say when it is so already', async () => {
    expect((await change('docker start web')).stdout).toContain('it was so already');
    expect((await change('docker stop web')).data).toMatchObject({ running: 0, rows: [{ state: 'exited' }] });
    expect((await change('docker restart missing')).data.error).toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('No such container: missing'),
    });
  });
});

describe('what is not there', () => {
  test('no socket, no address, nobody listening', async () => {
    const nowhere = await ask('docker ps', { target: { url: `unix://${folder}/none.sock` } });
    expect(nowhere.error).toEqual({ code: 'not_available', message: expect.stringContaining('no engine runs on this machine') });
    expect((await ask('docker ps', { target: { url: undefined } })).error?.code).toBe('not_available');
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const refused = await ask('docker ps', { target: { url: `tcp://127.0.0.1:${port}` } });
    expect(refused.data).toMatchObject({ reachable: false, error: { code: 'refused' } });
    expect(verdict(refused.data).verdict).toBe('fail');
  });

  test('the same engine behind a port, and something else that answers there', async () => {
    const other = createServer((_request, response) => void response.end('<html>hello</html>'));
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect((await ask('docker ps', { target: { url: `tcp://127.0.0.1:${port}` } })).data.error).toMatchObject({ code: 'answer' });
    other.close();
  });

  test('a value stays a value', async () => {
    for (const name of ['../../info', 'web/../x', '--all', 'web?x=1', ''])
      expect((await ask('docker inspect {name}', { inputs: { name } })).error?.code, name).toBe('input');
    expect((await ask('docker logs web --tail {n}', { inputs: { n: '1&follow=1' } })).error?.code).toBe('input');
  });
});
