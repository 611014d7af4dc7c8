import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runKind, type TestRequest } from '@/test/run-kind';
import { startRedis, type TestRedis } from '@/test/start-redis';
import { decideVerdict } from '../verdict';
import { redis } from './redis';

describe('redis', () => {
  let server: TestRedis;
  let own: Redis;
  beforeAll(async () => {
    server = await startRedis();
    own = new Redis(server.url, { password: server.password });
  });
  beforeEach(() => own.flushall());
  afterAll(async () => {
    own.disconnect();
    await server.close();
  });

  const run = (body: string, { target, ...request }: TestRequest = {}) =>
    runKind(redis, 'redis', body, {
      ...request,
      target: { name: 'cache', kind: 'redis', url: server.url, credential: server.password, ...target },
    });
  const change = (body: string, request: TestRequest = {}) =>
    run(body, { ...request, block: { effect: 'mutating', component: 'remediation', ...request.block } });

  it('answers a ping', async () => {
    expect((await run('PING')).data).toMatchObject({ connected: true, reply: 'PONG', type: 'text', error: null });
  });

  it('reads INFO as a map and computes what it does not say', async () => {
    await own.config('RESETSTAT');
    await own.set('a', '1');
    for (const key of ['a', 'a', 'a', 'none']) await own.get(key);
    const { data, stdout } = await run('INFO');
    expect(data).toMatchObject({ lookups: 4, hit_rate_pct: 75, maxmemory_used_pct: 0, role: 'master', maxmemory_policy: 'noeviction' });
    expect(data.info).toMatchObject({ keyspace_hits: 3, keyspace_misses: 1, db0: { keys: 1 } });
    expect(data.fragmentation_ratio).toBeGreaterThan(0);
    expect(stdout).toContain('keyspace_hits:3');
    expect(decideVerdict({ kind: 'redis', fail: 'lookups > 100 && hit_rate_pct < 50.0', warn: 'hit_rate_pct < 80.0' }, data).verdict).toBe(
      'warn',
    );
    await own.config('SET', 'maxmemory', '100mb');
    expect((await run('INFO memory')).data.maxmemory_used_pct).toBeGreaterThan(0);
    await own.config('SET', 'maxmemory', '0');
  });

  it('keeps the values of secret settings', async () => {
    const { data, stdout } = await run('CONFIG GET *');
    expect(data.reply).toMatchObject({ requirepass: '[redacted]', masterauth: '', 'maxmemory-policy': 'noeviction' });
    expect(JSON.stringify(data) + stdout).not.toContain(server.password);
  });

  it('gives lists, maps, numbers and nothing as they are', async () => {
    await own.hset('h', { a: '1', b: '2' });
    await own.rpush('l', 'x', 'y');
    expect((await run('HGETALL h')).data).toMatchObject({ type: 'map', reply: { a: '1', b: '2' }, count: 2 });
    expect((await run('LRANGE l 0 -1')).data).toMatchObject({ type: 'list', reply: ['x', 'y'], count: 2 });
    expect((await run('DBSIZE')).data).toMatchObject({ type: 'integer', reply: 2 });
    expect((await run('GET none')).data).toMatchObject({ type: 'nil', reply: null, count: 0 });
  });

  it('keeps a value from making another word', async () => {
    await own.set('a b', 'here');
    expect((await run('GET {key}', { inputs: { key: 'a b' } })).data.reply).toBe('here');
    expect((await run('TYPE {key}', { inputs: { key: 'x\r\nFLUSHALL' } })).data.reply).toBe('none');
    expect(await own.dbsize()).toBe(1);
  });

  it.each([
    ...[
      'SET a 1',
      'DEL a',
      'FLUSHALL',
      'KEYS *',
      'EVAL "return 1" 0',
      'CONFIG SET maxmemory 1',
      'CONFIG REWRITE',
      'ACL LIST',
      'CLIENT KILL x',
    ],
    ...[
      'DEBUG SLEEP 1',
      'SHUTDOWN',
      '{command} a',
      'redis-cli ping',
      '',
      'GET a\nGET b',
      'GET "open',
      'XGROUP CREATE s g 0',
      'GETDEL a',
      'SORT a',
    ],
  ])('refuses %j in a diagnostic', async (body) => {
    expect((await run(body, { inputs: { command: 'FLUSHALL' } })).error?.code).toBe('body');
  });

  it('changes what a remediation says, and refuses what reaches files or other machines', async () => {
    await own.set('permissions:7', 'x');
    expect((await change('DEL {key}', { inputs: { key: 'permissions:7' } })).data.reply).toBe(1);
    expect((await change('CONFIG SET maxmemory-policy allkeys-lru')).data.reply).toBe('OK');
    await own.config('SET', 'maxmemory-policy', 'noeviction');
    for (const body of [
      'CONFIG SET dir /tmp',
      'CONFIG SET maxmemory 1 dbfilename x',
      'SLAVEOF a 1',
      'MODULE LOAD /x',
      'DEBUG SEGFAULT',
      'SHUTDOWN',
      'MONITOR',
    ])
      expect((await change(body)).error?.code, body).toBe('body');
    for (const [body, word] of [
      ['CONFIG SET {word} /tmp', 'dir'],
      ['ACL {word} eve on nopass', 'SETUSER'],
      ['CONFIG SET maxmemory 1 {word} x', 'DBFILENAME'],
    ] as const)
      expect((await change(body, { inputs: { word } })).error?.code, body).toBe('body');
    expect(await own.ping()).toBe('PONG');
  });

  it('follows MONITOR within its bounds, and shows keys but no values', async () => {
    const chatter = setInterval(() => void own.set('session:1', 'very-private', 'EX', 60), 5);
    const { data, stdout } = await run('MONITOR', { block: { maxLines: 5, forMs: 5_000 } });
    expect(data).toMatchObject({ connected: true, lines: 5, bounded: true });
    expect(stdout).toContain('SET session:1 … 3 more');
    expect(stdout).not.toContain('very-private');
    const briefly = await run('SUBSCRIBE news', { block: { forMs: 150 } });
    expect(briefly.data).toMatchObject({ lines: 0, bounded: true });
    clearInterval(chatter);
  });

  it('is told to stop, and leaves no connection behind', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect((await run('MONITOR', { signal: stop.signal, block: { forMs: 60_000 } })).error?.code).toBe('aborted');
    await expect
      .poll(
        async () =>
          String(await own.client('LIST'))
            .trim()
            .split('\n').length,
      )
      .toBe(1);
  });

  it('gives what the server refuses, and a server that is not there, as data', async () => {
    expect((await run('PING', { target: { credential: 'wrong' } })).data).toMatchObject({ error: { code: 'wrongpass' } });
    expect((await run('PING', { target: { credential: undefined } })).data).toMatchObject({ error: { code: 'noauth' } });
    await own.set('text', 'x');
    const wrong = await run('LLEN text');
    expect(wrong.data.error.code).toBe('wrongtype');
    expect(decideVerdict({ kind: 'redis' }, wrong.data).verdict).toBe('fail');
    const gone = await run('PING', { target: { url: 'redis://127.0.0.1:1' } });
    expect(gone.data).toMatchObject({ connected: false, error: { code: 'refused' } });
    expect(decideVerdict({ kind: 'redis' }, gone.data)).toMatchObject({ verdict: 'fail' });
    expect((await run('PING', { target: { url: undefined } })).error?.code).toBe('not_available');
  });
});
