import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { KIND_RUNNERS } from './index';
import { percentile, summarize } from './repeat';

describe('a repeated probe', () => {
  let server: Server;
  let url = '';
  let count = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      count += 1;
      if (request.url === '/cut' && count % 4 === 0) return response.destroy();
      return response.writeHead(request.url === '/third' && count % 3 === 0 ? 503 : 200).end('ok');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  const run = (body: string, repeat?: number, signal?: AbortSignal) => {
    count = 0;
    return runKind(KIND_RUNNERS.http, 'http', body, { block: { repeat }, target: { name: 'api', kind: 'http', url }, signal });
  };

  it('gives the share of success, times and kinds of failure', async () => {
    const { data, stdout } = await run('GET /third', 12);
    expect(data).toMatchObject({ attempts: 12, succeeded: 8, success_pct: 66.6, failures: [{ code: 'status 503', count: 4 }] });
    expect(data.p95Ms).toBeGreaterThanOrEqual(data.p50Ms);
    expect(data.samples).toHaveLength(12);
    expect(stdout).toContain('8 of 12 tries succeeded');
    expect(decideVerdict({ kind: 'http' }, data)).toEqual({ verdict: 'warn', reason: '8 of 12 tries succeeded' });
    expect(decideVerdict({ kind: 'http', fail: 'success_pct < 90.0' }, data).verdict).toBe('fail');
    expect((await run('GET /cut', 8)).data).toMatchObject({ succeeded: 6, failures: [{ code: 'reset', count: 2 }] });
  });

  it('is ok when all succeed, and fails when none does', async () => {
    expect(decideVerdict({ kind: 'http' }, (await run('GET /', 5)).data).verdict).toBe('ok');
    const none = await runKind(KIND_RUNNERS.tcp, 'tcp', '127.0.0.1:1', { block: { repeat: 3 }, target: { egress: ['127.0.0.1:1'] } });
    expect(none.data).toMatchObject({ attempts: 3, succeeded: 0, p50Ms: null, failures: [{ code: 'refused', count: 3 }] });
    expect(decideVerdict({ kind: 'tcp' }, none.data).verdict).toBe('fail');
  });

  it('runs once without repeat, and not again after a refusal', async () => {
    expect((await run('GET /')).data.attempts).toBeUndefined();
    expect((await run('DELETE /', 5)).error?.code).toBe('body');
    expect((await run('GET /', 5, AbortSignal.abort())).error?.code).toBe('aborted');
  });

  it('puts times in order', () => {
    expect([0.5, 0.95, 1].map((share) => percentile([1, 2, 3, 4], share))).toEqual([2, 4, 4]);
    fc.assert(
      fc.property(
        fc.array(fc.record({ ms: fc.nat(), ok: fc.boolean(), code: fc.constantFrom('a', 'b'), message: fc.string() })),
        (tries) => {
          const { attempts, succeeded, failures, p50Ms, p95Ms, mostMs } = summarize(tries);
          expect(succeeded + failures.reduce((sum, each) => sum + each.count, 0)).toBe(attempts);
          if (p50Ms !== null) expect(p50Ms <= (p95Ms ?? 0) && (p95Ms ?? 0) <= (mostMs ?? 0)).toBe(true);
        },
      ),
    );
  });
});
