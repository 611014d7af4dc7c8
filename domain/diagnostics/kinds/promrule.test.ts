import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRunbook } from '@/domain/runbooks/check-runbook';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { shapeOf } from '@/domain/runbooks/kinds/promql-tree';
import { lintRule, promSeconds, readPromrule } from '@/domain/runbooks/kinds/promrule';
import { parseRunbook } from '@/domain/runbooks/parse-runbook';
import { runKind } from '@/test/run-kind';
import { startPrometheus } from '@/test/start-prometheus';
import { decideVerdict } from '../verdict';
import { promrule } from './promrule';
import { activeSeconds } from './promrule/activity';

const ERRORS = `alert: HighErrorRate
expr: rate(http_requests_total{status=~"5.."}[5m]) > 0.1
for: 2m
annotations:
  summary: "High error rate detected"
`;
const CONNECTIONS = `- alert: DatabaseConnectionHigh
  expr: pg_stat_database_numbackends > 80
  for: 5m
  labels: { severity: critical }
  annotations: { runbook_url: "https://example.test/pool" }
`;
const codes = (body: string) => {
  const read = readPromrule(body);
  return isProblem(read) ? [read.problem] : read.rules.flatMap(lintRule).map(({ code }) => code);
};
const rule = (expr: string) =>
  `alert: X\nexpr: ${JSON.stringify(expr)}\nfor: 1m\nlabels: { severity: page }\nannotations: { runbook_url: x }`;

describe('what is wrong with an alert rule', () => {
  it('S3-68: a rate per second taken for a share, no severity, no runbook_url', () => {
    expect(codes(ERRORS)).toEqual(['rate_as_ratio', 'no_severity', 'no_runbook']);
    expect(codes(CONNECTIONS)).toEqual([]);
  });

  it.each([
    ['sum(rate(a[5m])) > 0.05', ['rate_as_ratio']],
    ['0.05 < (irate(a[5m]))', ['rate_as_ratio']],
    ['sum(rate(a[5m])) / sum(rate(b[5m])) > 0.05', []],
    ['rate(a[5m]) > 10', []],
    ['rate(process_cpu_seconds_total[5m]) > 0.8', []],
    ['up', ['no_comparison']],
    ['absent(up{job="x"})', []],
    ['a unless b', []],
    ['rate(a[5m) > 1', ['syntax']],
    ['a >', ['syntax']],
    ['SELECT 1', ['syntax']],
  ])('%s gives %j', (expr, expected) => {
    expect(codes(rule(expr))).toEqual(expected);
  });

  it('reads one rule, a list and groups, and refuses what Prometheus would', () => {
    expect(codes(`groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: up == 0`)).toEqual([
      'no_severity',
      'no_runbook',
      'no_for',
    ]);
    for (const body of [
      '',
      'alert: A',
      'alert: A\nexpr: up\nfor: soon',
      'alert: A\nexpr: up\nrunbook: x',
      'record: a\nexpr: up',
      '- 1',
      'groups: []',
    ])
      expect(isProblem(readPromrule(body))).toBe(true);
    expect(readPromrule('alert: A\nexpr: up\nfor: soon')).toMatchObject({ line: 3 });
    expect(promSeconds('1h30m')).toBe(5_400);
    expect(promSeconds('1.5h')).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => void shapeOf(text)));
  });

  it('the doctor says so at its line, and that no alert of the frontmatter leads there', async () => {
    const text = (alerts: string) =>
      `---\ntitle: T\nsummary: S\nowner: O\n${alerts}---\n\n<Diagnostic id="x" title="X" target="prometheus">\n\`\`\`promrule\n${ERRORS}\`\`\`\n</Diagnostic>\n`;
    const rules = async (alerts = '') => {
      const { runbook } = parseRunbook({ slug: 'a/b', file: 'b.mdx', syntax: 'mdx', bytes: Buffer.from(text(alerts)) });
      return (await checkRunbook(runbook, null)).map((problem) => problem.rule);
    };
    expect(await rules()).toEqual(
      expect.arrayContaining(['promrule/rate-as-ratio', 'promrule/no-severity', 'promrule/no-runbook', 'promrule/unlinked']),
    );
    expect(await rules(`alerts: ['alertname="HighErrorRate"']\n`)).not.toContain('promrule/unlinked');
  });
});

describe('what a rule would say now', () => {
  let peer: Awaited<ReturnType<typeof startPrometheus>>;
  /** For how many seconds the expression has been true. */
  let trueFor = 0;
  let known = true;
  beforeAll(async () => {
    peer = await startPrometheus(({ path, form }) => {
      if (form.query?.startsWith('count(')) return { resultType: 'vector', result: known ? [{ metric: {}, value: [0, '3'] }] : [] };
      if (form.query?.includes('broken')) return { errorType: 'bad_data', error: 'many-to-many matching not allowed' };
      const metric = { datname: 'oatie' };
      if (!path.includes('range')) return { resultType: 'vector', result: trueFor ? [{ metric, value: [Number(form.time), '93'] }] : [] };
      const [start, end, step] = [form.start, form.end, form.step].map(Number) as [number, number, number];
      const values: [number, string][] = [];
      for (let at = start; at <= end; at += step) if (end - at <= trueFor) values.push([at, '93']);
      return { resultType: 'matrix', result: [{ metric, values }] };
    });
  });
  afterAll(() => peer.server.close());
  const run = (body = CONNECTIONS, more = {}) =>
    runKind(promrule, 'promrule', body, { target: { name: 'prometheus', kind: 'http', url: peer.url, egress: [] }, ...more });

  it('S3-69: is quiet, then pending, then fires with the series and since when', async () => {
    trueFor = 0;
    expect(decideVerdict({ kind: 'promrule' }, (await run()).data)).toMatchObject({ verdict: 'ok' });
    trueFor = 60;
    const pending = await run();
    expect(pending.data).toMatchObject({ state: 'pending', pending: 1, firing: 0 });
    expect(decideVerdict({ kind: 'promrule' }, pending.data).verdict).toBe('warn');
    trueFor = 900;
    const { data, stdout } = await run();
    expect(data).toMatchObject({
      alert: 'DatabaseConnectionHigh',
      state: 'firing',
      firing: 1,
      rows: [{ datname: 'oatie', value: 93, state: 'firing' }],
    });
    expect(data.rows[0].activeSeconds).toBe(900);
    expect(stdout).toContain('firing    DatabaseConnectionHigh');
    expect(decideVerdict({ kind: 'promrule' }, data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('fires') });
  });

  it('warns of a metric that does not exist, and does not ask what is no PromQL', async () => {
    trueFor = 0;
    known = false;
    expect((await run()).data).toMatchObject({ unknownMetrics: ['pg_stat_database_numbackends'], state: 'inactive' });
    known = true;
    const before = peer.asked.length;
    const { data } = await run(rule('rate(a[5m'));
    expect(peer.asked.length).toBe(before);
    expect(decideVerdict({ kind: 'promrule' }, data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('no PromQL') });
  });

  it('says why there is no answer', async () => {
    expect((await run(rule('broken > 1'))).data).toMatchObject({ reachable: true, error: { code: 'bad_data' } });
    expect((await run(CONNECTIONS, { target: { url: 'http://127.0.0.1:1', egress: [] } })).data).toMatchObject({
      reachable: false,
      error: { code: 'refused' },
    });
    expect((await run('alert: X')).error?.code).toBe('body');
    expect((await run(CONNECTIONS, { signal: AbortSignal.abort(), target: { url: peer.url } })).error?.code).toBe('aborted');
  });

  it('counts back from now to the first gap', () => {
    expect(
      activeSeconds(
        [
          [0, 1],
          [60, 1],
          [75, 1],
          [90, 1],
        ],
        90,
        15,
      ),
    ).toBe(30);
    expect(activeSeconds([[0, 1]], 90, 15)).toBe(0);
    expect(activeSeconds([], 90, 15)).toBe(0);
  });
});
