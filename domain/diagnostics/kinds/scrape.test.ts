import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKind, type TestRequest } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { scrape } from './scrape';
import { readMetrics } from './scrape/read-metrics';

const PAGE = `# HELP http_requests_total Requests.
# TYPE http_requests_total counter
http_requests_total{method="GET",status="200"} 90
http_requests_total{method="GET",status="500"} 7 1764151200000
http_requests_total{method="POST",status="503"} 3 # {trace_id="abc"} 1
process_resident_memory_bytes 1.5e+08
process_open_fds 12
queue_age_seconds{queue="a \\"b\\" \\\\ c"} NaN
limit{le="+Inf"} +Inf
`;

describe('scrape', () => {
  let server: Server;
  let url = '';
  const seen: (string | undefined)[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      const status = request.url === '/broken' ? 503 : 200;
      response.writeHead(status).end(request.url === '/page' ? '<html>' : PAGE);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  const run = (body: string, { target, ...rest }: TestRequest = {}) =>
    runKind(scrape, 'scrape', body, { ...rest, target: { name: 'api', kind: 'http', url, ...target } });

  it('computes what is asked of the page', async () => {
    const { data, stdout } = await run(
      'errors = sum(http_requests_total{status=~"5.."})\nby_method = sum by (method) (http_requests_total)\nshare = count(http_requests_total) by (status)\nmemory = process_resident_memory_bytes\nprocess_*',
    );
    expect(data).toMatchObject({
      reachable: true,
      status: 200,
      values: { errors: 10, memory: 150_000_000, by_method: null },
      seriesCount: 7,
      problems: [],
    });
    expect(data.rows.by_method).toEqual([
      { metric: 'http_requests_total', labels: { method: 'GET' }, value: 97 },
      { metric: 'http_requests_total', labels: { method: 'POST' }, value: 3 },
    ]);
    expect(data.rows.process_).toHaveLength(2);
    expect(stdout).toContain('errors');
    expect(decideVerdict({ kind: 'scrape', fail: 'values.errors >= 10.0' }, data).verdict).toBe('fail');
    expect(
      decideVerdict({ kind: 'scrape', warn: 'rows.by_method.exists(r, r.labels.method == "POST" && r.value > 2.0)' }, data).verdict,
    ).toBe('warn');
  });

  it('takes a value for itself, also within an expression', async () => {
    const count = async (body: string, status: string) =>
      (await run(`n = count(http_requests_total${body})`, { inputs: { status } })).data.values.n;
    expect(await count('{status="{status}"}', '500')).toBe(1);
    expect(await count('{status=~"{status}|200"}', '5..')).toBe(1);
    expect(await count('{status="{status}"}', '" or "1')).toBe(0);
    expect(await count('{status!="{status}"}', '200')).toBe(2);
  });

  it('keeps what is no number as none, and says what has no series', async () => {
    expect((await run('n = sum(http_requests_total{status="404"})')).data).toMatchObject({ values: { n: 0 }, problems: [] });
    expect((await run('a = queue_age_seconds\nb = limit')).data.values).toEqual({ a: null, b: null });
    const { data } = await run('n = http_requests_totals');
    expect(data.problems).toMatchObject([{ code: 'no_series', message: expect.stringContaining('http_requests_total') }]);
    expect(decideVerdict({ kind: 'scrape' }, data).verdict).toBe('warn');
  });

  it('gives an application that does not answer, or not so, as data', async () => {
    const broken = await run('GET /broken\nn = a');
    expect(broken.data).toMatchObject({ reachable: false, status: 503 });
    expect(decideVerdict({ kind: 'scrape' }, broken.data).verdict).toBe('fail');
    expect((await run('GET /page\nn = a')).data).toMatchObject({ error: { code: 'no_metrics' } });
    expect((await run('n = a', { target: { url: 'http://127.0.0.1:1' } })).data).toMatchObject({
      reachable: false,
      error: { code: 'refused' },
    });
    expect((await run('n = a', { target: { url: undefined } })).error?.code).toBe('not_available');
  });

  it('presents the credential of the target', async () => {
    await run('n = limit', { target: { credential: 'tok-1' } });
    await run('n = limit', { target: { credential: 'ana:pass' } });
    expect(seen.slice(-2)).toEqual(['Bearer tok-1', `Basic ${Buffer.from('ana:pass').toString('base64')}`]);
  });

  it.each([
    '',
    'GET metrics\na',
    'GET //evil\na',
    'a = ',
    'a = 1x',
    'a = sum(b',
    'a = b{c}',
    'a = b{c=~"["}',
    'a = sum by (x) (b) by (y)',
    'a = b\na = c',
  ])('refuses %j', async (body) => {
    expect((await run(body)).error?.code).toBe('body');
  });

  it('reads back whatever is written in the format', () => {
    const label = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,5}$/);
    const value = fc.string().map((text) => text.replace(/\r/g, ''));
    const number = fc.double().map((each) => (each === 0 ? 0 : each));
    const quote = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
    fc.assert(
      fc.property(label, fc.dictionary(label, value, { maxKeys: 4 }), number, (name, labels, sample) => {
        const text = `${name}{${Object.entries(labels)
          .map(([key, each]) => `${key}=${quote(each)}`)
          .join(',')}} ${sample}`.replace('Infinity', 'Inf');
        expect(readMetrics(text)).toEqual({ samples: [{ name, labels: { ...labels }, value: sample }], unreadable: 0 });
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void readMetrics(text)));
  });
});
