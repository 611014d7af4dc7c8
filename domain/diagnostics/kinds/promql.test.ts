import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKind, type TestRequest } from '@/test/run-kind';
import { type Asked, startPrometheus } from '@/test/start-prometheus';
import { decideVerdict } from '../verdict';
import { promql } from './promql';

const vector = (...values: [Record<string, string>, string][]) => ({
  resultType: 'vector',
  result: values.map(([metric, value]) => ({ metric, value: [1764151200, value] })),
});

describe('promql', () => {
  let server: Server;
  let url = '';
  let asked: Asked[] = [];
  beforeAll(async () => {
    const started = await startPrometheus(({ path, form }) => {
      const query = form.query ?? '';
      if (query.includes('parse error')) return { errorType: 'bad_data', error: '1:3: parse error: unexpected identifier' };
      if (query === 'vector(NaN)') return vector([{}, 'NaN']);
      if (query === 'absent') return vector();
      if (query === 'up') return vector([{ job: 'api' }, '1'], [{ job: 'db' }, '0']);
      if (query === 'scalar(1)') return { resultType: 'scalar', result: [1764151200, '1'] };
      if (path.endsWith('query_range')) {
        const values = [0, 60, 120].map((at) => [Number(form.start) + at, at === 60 ? 'NaN' : String(at)]);
        return { resultType: 'matrix', result: [{ metric: { job: 'api' }, values }] };
      }
      return vector([{}, '0.25']);
    });
    ({ url, server, asked } = started);
  });
  afterAll(() => server.close());
  const run = (body: string, { target, ...rest }: TestRequest = {}) =>
    runKind(promql, 'promql', body, { ...rest, target: { name: 'prometheus', kind: 'http', url, ...target } });

  it('gives a single value', async () => {
    const { data } = await run('# share of errors\nsum(rate(errors[5m]))\n  / sum(rate(requests[5m]))');
    expect(data).toMatchObject({ reachable: true, resultType: 'vector', value: 0.25, count: 1, problems: [], error: null });
    expect(asked.at(-1)).toMatchObject({ path: '/api/v1/query', form: { query: 'sum(rate(errors[5m]))\n  / sum(rate(requests[5m]))' } });
    expect(decideVerdict({ kind: 'promql', fail: 'value > 0.2' }, data).verdict).toBe('fail');
    expect((await run('scalar(1)')).data).toMatchObject({ resultType: 'scalar', value: 1 });
  });

  it('gives several series as rows', async () => {
    const { data, stdout } = await run('up');
    expect(data).toMatchObject({
      value: null,
      count: 2,
      rows: [
        { job: 'api', value: 1 },
        { job: 'db', value: 0 },
      ],
      least: 0,
      most: 1,
    });
    expect(stdout).toContain('0  job="db"');
    expect(decideVerdict({ kind: 'promql', fail: 'rows.exists(r, r.value == 0.0)' }, data).verdict).toBe('fail');
  });

  it('gives the course of a range', async () => {
    const { data } = await run('range 1h step 1m\nrate(x[5m])');
    const { form } = asked.at(-1) as Asked;
    expect(Number(form.end) - Number(form.start)).toBe(3_600);
    expect(form.step).toBe('60');
    expect(data).toMatchObject({ resultType: 'matrix', value: 120, least: 0, most: 120 });
    expect(data.series[0].points.map(([, value]: [number, number | null]) => value)).toEqual([0, null, 120]);
  });

  it('keeps a value inside its quotes', async () => {
    const query = async (body: string, service: string) => {
      await run(body, { inputs: { service } });
      return asked.at(-1)?.form.query;
    };
    expect(await query('x{s="{service}"}', 'a"} or vector(1) or y{z="')).toBe('x{s="a\\"} or vector(1) or y{z=\\""}');
    expect(await query('x{s="{service}"}', 'a\\')).toBe('x{s="a\\\\"}');
    expect(await query('x{s=~"{service}-.*"}', 'a.*')).toBe('x{s=~"a\\\\.\\\\*-.*"}');
  });

  it('says that no series meets, and keeps what is no number as none', async () => {
    const { data } = await run('absent');
    expect(data).toMatchObject({ value: null, count: 0, problems: [{ code: 'no_series' }] });
    expect(decideVerdict({ kind: 'promql' }, data).verdict).toBe('warn');
    expect((await run('vector(NaN)')).data.value).toBeNull();
  });

  it('gives what Prometheus refuses, and a Prometheus that is not there, as data', async () => {
    const refused = await run('parse error');
    expect(refused.data).toMatchObject({
      reachable: true,
      status: 400,
      error: { code: 'bad_data', message: expect.stringContaining('1:3') },
    });
    expect(decideVerdict({ kind: 'promql' }, refused.data).verdict).toBe('fail');
    expect((await run('up', { target: { url: `${url}/other` } })).data.error.message).toContain('not as Prometheus does');
    expect((await run('up', { target: { url: 'http://127.0.0.1:1' } })).data).toMatchObject({
      reachable: false,
      error: { code: 'refused' },
    });
    expect((await run('up', { target: { url: undefined } })).error?.code).toBe('not_available');
  });

  it.each(['', 'range 1h', 'range x\nup', 'range 30d step 1s\nup', 'x{s={service}}', "x{s='{service}'}", 'rate(x[{service}])', 'x{s="a}'])(
    'refuses %j',
    async (body) => {
      expect((await run(body, { inputs: { service: 'a' } })).error?.code).toBe('body');
    },
  );
});
