import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprintOf, shapeOfLine } from './fingerprint';

const run = { kind: 'bash', runbook: 'practice/say', blockId: 'say' };
const failed = (data: Record<string, unknown> | null = { exit_code: 1 }) => ({ state: 'failed' as const, data, reason: null });
const of = (output: string, data?: Record<string, unknown>) => fingerprintOf(run, failed(data), output);

const ids = fc.record({
  pid: fc.integer({ min: 1, max: 99_999 }),
  uuid: fc.uuid(),
  at: fc.date({ min: new Date('2001-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
  ip: fc.ipV4(),
  host: fc.constantFrom('db-1.internal', 'db-22.prod.example.com', 'reports.lan'),
  hex: fc.integer({ min: 4_096, max: 2 ** 31 }).map((number) => `0x${number.toString(16)}`),
  email: fc.constantFrom('ana@example.com', 'bo77@example.org'),
});
type Ids = { pid: number; uuid: string; at: Date; ip: string; host: string; hex: string; email: string };
const trouble = ({ pid, uuid, at, ip, host, hex }: Ids) =>
  `${at.toISOString()} [${pid}] ERROR: could not connect to ${host} (${ip}:${pid})\nrequest ${uuid} gave up at ${hex}\nremaining connection slots are reserved`;

test('the same trouble with other ids, hosts and times has the same fingerprint', () => {
  fc.assert(
    fc.property(ids, ids, (one, other) => {
      expect(of(trouble(one))).toBe(of(trouble(other)));
    }),
  );
});

test('another error has another, whatever its ids', () => {
  const words = fc.constantFrom('deadlock detected', 'permission denied', 'disk is full', 'certificate has expired', 'connection refused');
  fc.assert(
    fc.property(ids, words, words, (some, a, b) => {
      const told = (what: string) => `${trouble(some)}\nFATAL: ${what} for user ${some.pid}`;
      expect(of(told(a)) === of(told(b))).toBe(a === b);
    }),
  );
});

test('how often and in which order lines come does not matter', () => {
  const lines = ['worker 1 is stuck in the queue', 'worker 2 is stuck in the queue', 'no consumer took the message'];
  expect(of(lines.join('\n'))).toBe(of([...lines, ...lines].reverse().join('\n')));
});

test('a status or exit code says what happened', () => {
  expect(of('upstream answered with status 503 again')).not.toBe(of('upstream answered with status 500 again'));
  expect(of('the export was stopped', { exit_code: 137 })).not.toBe(of('the export was stopped', { exit_code: 1 }));
  const http = { ...run, kind: 'http' };
  const answer = (status: number, totalMs: number) =>
    fingerprintOf(http, failed({ status, body: 'Service is not available', totalMs }), '');
  expect(answer(503, 12)).toBe(answer(503, 99));
  expect(answer(503, 12)).not.toBe(answer(500, 12));
});

test('rows: by their words, not by their numbers', () => {
  const rows = (state: string, count: number, pid: number) =>
    fingerprintOf({ ...run, kind: 'sql' }, failed({ rows: [{ state, count, pid }], rowCount: 1 }), 'ignored');
  expect(rows('idle in transaction', 87, 12)).toBe(rows('idle in transaction', 91, 400));
  expect(rows('idle in transaction', 87, 12)).not.toBe(rows('active', 87, 12));
});

test('an output that says little is the same only of the same block', () => {
  const other = { ...run, blockId: 'other' };
  expect(fingerprintOf(run, failed(), '97')).toBe(fingerprintOf(run, failed(), '98'));
  expect(fingerprintOf(run, failed(), '97')).not.toBe(fingerprintOf(other, failed(), '97'));
  const long = 'remaining connection slots are reserved';
  expect(fingerprintOf(run, failed(), long)).toBe(fingerprintOf(other, failed(), long));
});

test('what did not fail has none; what could not run has one by its error', () => {
  expect(fingerprintOf(run, { state: 'passed', data: {}, reason: null }, 'all is well')).toBeNull();
  expect(fingerprintOf(run, { state: 'cancelled', data: null, reason: null }, '')).toBeNull();
  const errored = (message: string) =>
    fingerprintOf(run, { state: 'errored', data: { error: { code: 'refused', message } }, reason: null }, '');
  expect(errored('10.0.0.1:5432: the connection was refused')).toBe(errored('10.9.9.9:5433: the connection was refused'));
  expect(errored('10.0.0.1:5432: the connection was refused')).not.toBe(errored('10.0.0.1:5432: no answer in time'));
});

test('no number is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(shapeOfLine(text)).not.toMatch(/[0-9]/);
    }),
  );
});
