import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStrictJson } from '@/domain/runbooks/kinds/strict-json';
import { runKind, type TestRequest } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { elasticsearch } from './elasticsearch';

const FOUND = {
  took: 12,
  timed_out: false,
  _shards: { total: 5, successful: 5, failed: 0 },
  hits: {
    total: { value: 42, relation: 'eq' },
    hits: [{ _index: 'logs-1', _id: 'a', _source: { message: 'boom', kubernetes: { pod: 'api-1' }, tags: ['x'] } }],
  },
  aggregations: {
    by_service: {
      buckets: [
        { key: 'auth', doc_count: 30, slow: { value: 3 } },
        { key: 'reports', doc_count: 12, slow: { value: 1 } },
      ],
    },
    users: { value: 7 },
  },
};
const ANSWERS: Record<string, [number, unknown]> = {
  '/logs-*/_search': [200, FOUND],
  '/many/_search': [200, { ...FOUND, hits: { total: { value: 10_000, relation: 'gte' }, hits: [] } }],
  '/torn/_search': [200, { ...FOUND, _shards: { failed: 2 } }],
  '/logs-*/_count': [200, { count: 3, _shards: { failed: 0 } }],
  '/_cluster/health': [200, { status: 'red', number_of_nodes: 2 }],
  '/gone/_search': [404, { error: { root_cause: [{ reason: 'no such index [gone]' }] }, status: 404 }],
};

describe('elasticsearch', () => {
  let server: Server;
  let url = '';
  const seen: { method?: string; body: string; authorization?: string }[] = [];
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      seen.push({ method: request.method, body, authorization: request.headers.authorization });
      const [status, answer] = ANSWERS[request.url ?? ''] ?? [200, 'plain'];
      response.writeHead(status).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  const run = (body: string, { target, ...rest }: TestRequest = {}) =>
    runKind(elasticsearch, 'elasticsearch', body, { ...rest, target: { name: 'logs', kind: 'http', url, ...target } });

  it('gives hits flat, buckets as rows, and the total', async () => {
    const { data, stdout } = await run('POST /logs-*/_search\n\n{"query": {"match_all": {}}}');
    expect(data).toMatchObject({
      reachable: true,
      status: 200,
      total: 42,
      totalIsExact: true,
      tookMs: 12,
      failedShards: 0,
      problems: [],
      json: null,
    });
    expect(data.rows).toEqual([{ index: 'logs-1', id: 'a', message: 'boom', 'kubernetes.pod': 'api-1', tags: ['x'] }]);
    expect(data.aggregations).toEqual({
      by_service: [
        { key: 'auth', count: 30, slow: 3 },
        { key: 'reports', count: 12, slow: 1 },
      ],
      users: 7,
    });
    expect(stdout).toContain('42 hits');
    expect(decideVerdict({ kind: 'elasticsearch', fail: 'total > 10' }, data).verdict).toBe('fail');
    expect((await run('GET /logs-*/_count')).data.total).toBe(3);
    expect((await run('GET /many/_search')).data.totalIsExact).toBe(false);
  });

  it('fails where a part of the answer is missing, or the cluster is unwell', async () => {
    const torn = await run('GET /torn/_search');
    expect(torn.data.problems).toMatchObject([{ code: 'shards' }]);
    expect(decideVerdict({ kind: 'elasticsearch' }, torn.data).verdict).toBe('fail');
    expect((await run('GET /_cluster/health')).data).toMatchObject({ json: { status: 'red' }, problems: [{ code: 'red' }] });
  });

  it('puts values into the tree, never into its text', async () => {
    const service = '"}}, "script": {"source": "1';
    await run('POST /logs-*/_search\n\n{"size": "{size}", "query": {"match": {"service": "{service}", "note": "is {service}"}}}', {
      inputs: { service, size: 5 },
      target: { credential: 'ApiKey abc' },
    });
    expect(JSON.parse(seen.at(-1)?.body ?? '')).toEqual({ size: 5, query: { match: { service, note: `is ${service}` } } });
    expect(seen.at(-1)?.authorization).toBe('ApiKey abc');
  });

  it.each([
    ['{"a": 1, // last hour\n "b": 2}', 'no comments', 3],
    ['{\n"a": 1,\n}', 'no comma after the last', 4],
    ["{'a': 1}", 'double quotes', 3],
    ['{"a": "http://x", "b": }', 'no JSON', 3],
  ])('says what is wrong with %j', async (json, words, line) => {
    const { error } = await run(`POST /logs/_search\n\n${json}`);
    expect(error).toMatchObject({ code: 'body', message: expect.stringContaining(words) });
    expect(readStrictJson(json)).toMatchObject({ line: line - 2 });
  });

  it.each([
    ...[
      '',
      'DELETE /logs',
      'POST /logs/_doc',
      'POST /logs/_update_by_query',
      'POST /_bulk',
      'GET logs/_search',
      'GET //evil/_search',
      'GET /{x}/_search',
      'PUT /logs/_settings',
    ],
    ...[
      'GET /a/../_search',
      'GET /logs/_search?scroll=1m',
      'POST /logs/_search\n\n{"query": {"script": {"source": "while(true)"}}}',
      'POST /_scripts/x',
      'POST /logs/_mapping\n\n{"properties": {"a": {"type": "keyword"}}}',
      'GET /logs/_mapping\n\n{"properties": {"a": {"type": "keyword"}}}',
      'POST /_nodes/reload_secure_settings',
    ],
  ])('refuses %j', async (body) => {
    const before = seen.length;
    expect((await run(body, { inputs: { x: 'a' } })).error?.code).toBe('body');
    expect(seen.length).toBe(before);
  });

  it('gives a refusal, and a server that is not there or is another, as data', async () => {
    const gone = await run('GET /gone/_search');
    expect(gone.data).toMatchObject({ status: 404, error: { message: expect.stringContaining('no such index') } });
    expect(decideVerdict({ kind: 'elasticsearch' }, gone.data).verdict).toBe('fail');
    expect((await run('GET /other/_search')).data).toMatchObject({ error: { code: 'answer' } });
    expect((await run('GET /_cat/indices')).data).toMatchObject({ json: 'plain', error: null });
    expect((await run('GET /a/_search', { target: { url: 'http://127.0.0.1:1' } })).data).toMatchObject({
      reachable: false,
      error: { code: 'refused' },
    });
  });

  it('reads exactly what JSON is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readStrictJson(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void readStrictJson(text)));
  });
});
