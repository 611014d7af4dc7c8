import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareLines } from './compare-lines';
import { compareResults, isSame } from './compare-results';
import { compareRows } from './compare-rows';
import { compareValues } from './compare-values';
import { isVolatileName, steadyText } from './rules';
import type { DiffRow } from './schema';

test.each([
  'pid',
  'backend_pid',
  'query_start',
  'state_change_at',
  'totalMs',
  'uptime_seconds',
  'http_requests_total',
  'xact_commit',
  'client_port',
  'requestId',
])('%s is volatile', (name) => expect(isVolatileName(name)).toBe(true));
test.each(['count', 'state', 'port', 'name', 'id', 'used_pct', 'status', 'setting', 'max_connections', 'idle_in_transaction'])(
  '%s is not',
  (name) => expect(isVolatileName(name)).toBe(false),
);

const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
const log = (at: Date, pid: number, tookMs: number, id: string, free: number) =>
  `${at.toISOString()} sshd[${pid}]: pid ${pid} took ${tookMs} ms (${id}), ${free} connections free`;

test('times, process ids, durations and ids in text are no difference; what counts stays', () => {
  const pid = fc.integer({ min: 1, max: 4_000_000 });
  const took = fc.float({ min: 0, max: 9_999, noNaN: true }).map((value) => Number(value.toFixed(2)));
  const free = fc.integer({ min: 0, max: 1_000 });
  fc.assert(
    fc.property(instant, instant, pid, pid, took, took, fc.uuid(), fc.uuid(), free, free, (at, at2, p, p2, t, t2, u, u2, f, f2) => {
      const [one, other] = [steadyText(log(at, p, t, u, f)), steadyText(log(at2, p2, t2, u2, f2))];
      expect(one === other).toBe(f === f2);
    }),
  );
});

test('the same result is no difference; each row that comes or goes is one', () => {
  const row = fc.record({ name: fc.string(), count: fc.nat(), pid: fc.nat() });
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ name }) => name, maxLength: 12 }), fc.nat(), (rows, pid) => {
      const later = rows.map((one) => ({ ...one, pid }));
      expect(isSame(compareRows(rows, later))).toBe(true);
      const without = compareRows(rows, later.slice(1));
      expect([without.removed.length, without.added.length, without.changed.length]).toEqual([Math.min(1, rows.length), 0, 0]);
      expect(compareRows(later.slice(1), rows).added).toHaveLength(Math.min(1, rows.length));
    }),
  );
});

test('rows are known by the column that names them, in any order', () => {
  const before: DiffRow[] = [
    { state: 'active', count: 4 },
    { state: 'idle', count: 12 },
  ];
  const after: DiffRow[] = [
    { state: 'idle in transaction', count: 87 },
    { state: 'idle', count: 3 },
    { state: 'active', count: 4 },
  ];
  expect(compareRows(before, after)).toMatchObject({
    added: [{ state: 'idle in transaction', count: 87 }],
    removed: [],
    changed: [{ key: 'idle', columns: ['count'], before: { count: 12 }, after: { count: 3 } }],
    same: 1,
    more: 0,
  });
});

test('rows that nothing names are compared as wholes, as often as they come', () => {
  const rows = [{ mode: 'Share' }, { mode: 'Share' }];
  expect(compareRows(rows, [...rows, { mode: 'Share' }])).toMatchObject({ added: [{ mode: 'Share' }], removed: [], same: 2 });
});

test('a great difference is bounded, and says how much it left out', () => {
  const rows = Array.from({ length: 500 }, (_, name) => ({ name: `row ${name}` }));
  const { added, more } = compareRows([], rows);
  expect([added.length, more]).toEqual([200, 300]);
});

test('structures differ where they differ, by path; lists by what names their members', () => {
  const before = { status: 200, json: { pool: { size: 20, free: 15 }, checks: [{ name: 'db', ok: true }], tookMs: 3 } };
  const after = {
    status: 503,
    json: {
      pool: { size: 20 },
      checks: [
        { name: 'queue', ok: false },
        { name: 'db', ok: true },
      ],
      tookMs: 9_000,
    },
  };
  expect(compareValues(before, after)).toEqual({
    kind: 'values',
    changes: [
      { path: 'status', before: 200, after: 503 },
      { path: 'json.checks[queue].name', after: 'queue' },
      { path: 'json.checks[queue].ok', after: false },
      { path: 'json.pool.free', before: 15 },
    ],
    same: 3,
    more: 0,
  });
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(compareValues(value, structuredClone(value)).changes).toEqual([]);
    }),
  );
});

test('lines: what is new, what is gone, in one order', () => {
  const before = '2026-11-26 03:00:01 started\nlistening on 8080\nready in 12 ms\n';
  const after = '2026-11-26 09:41:55 started\nlistening on 8080\npool is exhausted\nready in 3000 ms\n';
  expect(compareLines(before, after).lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'same 2026-11-26 09:41:55 started',
    'same listening on 8080',
    'added pool is exhausted',
    'same ready in 3000 ms',
  ]);
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (one, other) => {
      const { lines } = compareLines(one, other);
      const side = (not: string) => lines.filter(({ kind }) => kind !== not).map((line) => line.text);
      expect([side('added').join('\n'), side('removed').join('\n')]).toEqual([one, other]);
    }),
  );
});

test('what is compared follows what there is', () => {
  const rows = (count: number) => ({ kind: 'sql', data: { rows: [{ name: 'a', count }] }, output: '' });
  expect(compareResults(rows(1), rows(2)).kind).toBe('rows');
  const script = (output: string) => ({ kind: 'bash', data: { exit_code: 0, stdout: output }, output });
  expect(compareResults(script('a'), script('b')).kind).toBe('lines');
  const answer = (free: number) => ({ kind: 'http', data: { status: 200, body: `{"free":${free}}`, json: { free } }, output: '' });
  expect(compareResults(answer(1), answer(2))).toMatchObject({ changes: [{ path: 'json.free', before: 1, after: 2 }] });
  const nothing = { kind: 'http', data: null, output: 'refused' };
  expect(compareResults(answer(1), nothing).kind).toBe('lines');
});
