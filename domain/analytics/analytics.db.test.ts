import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { getAnalytics } from './get-analytics';
import { writeCsv } from './write-csv';

const database = useTestDatabase();
const viewer = person('Vi', 'viewer');
const admin = person('Ada', 'admin');

type Made = {
  at: string;
  acknowledgeMinutes?: number;
  resolveMinutes?: number;
  severity?: string;
  service?: string;
  restricted?: boolean;
  cancelled?: boolean;
  rootCause?: string;
  mergedIntoId?: string;
};

let client: Client;
const after = (at: string, minutes?: number) => (minutes === undefined ? null : new Date(Date.parse(at) + minutes * 60_000));

/** An incident as it would stand had all this happened then. */
async function make({ at, acknowledgeMinutes, resolveMinutes, ...made }: Made): Promise<string> {
  const id = randomUUID();
  const status = made.cancelled ? 'cancelled' : resolveMinutes === undefined ? 'investigating' : 'resolved';
  await client.query(
    `INSERT INTO incident (id, title, severity, status, service, restricted, "startedAt", "declaredAt", "declaredByKind", "declaredByName",
       "acknowledgedAt", "acknowledgedBy", "resolvedAt", "cancelledAt", "rootCause", "mergedIntoId")
     VALUES ($1, 'Made', $2, $3, $4, $5, $6, $6, 'system', 'test', $7, CASE WHEN $7::timestamptz IS NOT NULL THEN 'Ana' END, $8, $9, $10, $11)`,
    [
      id,
      made.severity ?? 'P2',
      status,
      made.service ?? 'reports',
      made.restricted ?? false,
      new Date(at),
      after(at, acknowledgeMinutes),
      after(at, resolveMinutes),
      made.cancelled ? new Date(at) : null,
      made.rootCause ?? null,
      made.mergedIntoId ?? null,
    ],
  );
  return id;
}

beforeAll(async () => {
  client = new Client({ connectionString: database.adminUrl });
  await client.connect();
});
afterAll(() => client.end());

const MARCH = { from: '2026-03-01', to: '2026-03-31', zone: 'Europe/Berlin' };

test('medians, distribution and course of a period stand beside the period before', async () => {
  await make({ at: '2026-03-02T10:00:00Z', acknowledgeMinutes: 4, resolveMinutes: 30, severity: 'P0' });
  const second = await make({ at: '2026-03-03T10:00:00Z', acknowledgeMinutes: 8, resolveMinutes: 90, severity: 'P0', service: 'checkout' });
  await make({ at: '2026-03-03T12:00:00Z', acknowledgeMinutes: 60 });
  await make({ at: '2026-02-10T12:00:00Z', acknowledgeMinutes: 20, resolveMinutes: 600 });
  await make({ at: '2026-03-04T12:00:00Z', cancelled: true });
  await make({ at: '2026-03-04T12:00:00Z', cancelled: true, mergedIntoId: second });
  const view = await getAnalytics(viewer, MARCH);
  expect(view.incidents).toEqual({ current: 3, previous: 1 });
  expect(view.acknowledge.current).toMatchObject({ count: 3, median: 480 });
  expect(view.acknowledge.previous).toMatchObject({ count: 1, median: 1200 });
  expect(view.resolve.current).toMatchObject({ count: 2, median: 3600 });
  expect(view.resolve.distribution.filter(({ count }) => count).map(({ label, count }) => [label, count])).toEqual([
    ['30 min', 1],
    ['2 h', 1],
  ]);
  expect(view.overTime).toHaveLength(31);
  expect(view.overTime.filter(({ count }) => count).map(({ start, count }) => [start, count])).toEqual([
    ['2026-03-02', 1],
    ['2026-03-03', 2],
  ]);
  expect(view.bySeverity.map(({ name, count }) => [name, count])).toEqual([
    ['P0', 2],
    ['P2', 1],
  ]);
  expect((await getAnalytics(viewer, { ...MARCH, severity: 'P0', service: 'checkout' })).incidents.current).toBe(1);
});

test('days are those of the zone, also where the clocks change', async () => {
  // 29 March 2026 has 23 hours in Berlin: its midnight is 23:00 UTC of the 28th, the next one 22:00 UTC.
  for (const at of ['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'])
    await make({ at, service: 'summer-time' });
  const asked = { service: 'summer-time', from: '2026-03-29', to: '2026-03-29' };
  expect((await getAnalytics(viewer, { ...asked, zone: 'Europe/Berlin' })).incidents).toEqual({ current: 2, previous: 1 });
  expect((await getAnalytics(viewer, { ...asked, zone: 'UTC' })).incidents).toEqual({ current: 2, previous: 2 });
  expect((await getAnalytics(viewer, { ...asked, zone: 'Pacific/Auckland' })).incidents).toEqual({ current: 2, previous: 0 });
});

test('what is restricted counts only for those who may know of it', async () => {
  await make({ at: '2025-06-02T10:00:00Z', restricted: true, rootCause: 'Stolen key 1' });
  await make({ at: '2025-06-03T10:00:00Z', restricted: true, rootCause: 'stolen key 2.' });
  const june = { from: '2025-06-01', to: '2025-06-30', zone: 'UTC' };
  expect((await getAnalytics(viewer, june)).incidents.current).toBe(0);
  expect((await getAnalytics(viewer, june)).causes).toEqual([]);
  expect((await getAnalytics(admin, june)).causes).toMatchObject([{ count: 2 }]);
});

test('missed clocks, broken promises, runbooks and failed blocks are those of the period', async () => {
  const id = await make({ at: '2025-09-10T10:00:00Z', service: 'ledger', rootCause: 'Full disk on db-17' });
  await make({ at: '2025-09-11T10:00:00Z', service: 'ledger', rootCause: 'full disk on db-3' });
  await client.query('SET session_replication_role = replica');
  await client.query(
    `INSERT INTO timeline_event ("incidentId", seq, type, at, "actorKind", "actorName", data, hash) VALUES
      ($1, 1, 'clock_overdue', now(), 'system', 'Sitrep', '{"clock":"update"}', ''), ($1, 2, 'clock_overdue', now(), 'system', 'Sitrep', '{"clock":"update"}', '')`,
    [id],
  );
  const update = randomUUID();
  await client.query(
    `INSERT INTO incident_update (id, "incidentId", purpose, audience, state, subject, body, "createdByName") VALUES ($1, $2, 'update', 'internal', 'draft', 's', 'b', 'Ana')`,
    [update, id],
  );
  await client.query(
    `INSERT INTO update_promise (id, "incidentId", "updateId", words, audience, "dueAt", state, "overdueAt", "endedAt") VALUES
      (gen_random_uuid(), $1, $2, 'at noon', 'internal', now(), 'kept', NULL, now()),
      (gen_random_uuid(), $1, $2, 'at one', 'stakeholders', now() + interval '1 h', 'kept', now(), now()),
      (gen_random_uuid(), $1, $2, 'at two', 'customers', now() + interval '2 h', 'broken', now(), now())`,
    [id, update],
  );
  const run = (block: string, effect: string, state: string, verdict: string | null, follows: string | null = null) => {
    const runId = randomUUID();
    return client
      .query(
        `INSERT INTO run (id, runbook, "blockId", "blockTitle", kind, effect, target, environment, "contentHash", block, inputs, "incidentId",
           "requestedByKind", "requestedByName", state, verdict, "followsRunId", "startedAt", "endedAt") VALUES
         ($1, 'ledger/disk', $2, 'Disk', 'host', $3, 'local', 'local', '', '{}', '{}', $4, 'user', 'Ana', $5, $6, $7, now(), now())`,
        [runId, block, effect, id, state, verdict, follows],
      )
      .then(() => runId);
  };
  await run('space', 'read', 'failed', 'fail');
  const change = await run('clean', 'mutating', 'passed', 'ok');
  await run('space', 'read', 'passed', 'ok', change);
  await run('slow', 'read', 'timed_out', null);
  await client.query('RESET session_replication_role');

  const view = await getAnalytics(viewer, { from: '2025-09-01', to: '2025-09-30', zone: 'UTC', service: 'ledger' });
  expect(view.clocksMissed.find(({ clock }) => clock === 'update')).toEqual({ clock: 'update', current: 2, previous: 0 });
  expect(view.promises).toEqual({ kept: { current: 1, previous: 0 }, broken: { current: 2, previous: 0 } });
  expect(view.runbooks).toEqual([{ runbook: 'ledger/disk', incidents: 1, runs: 4, found: 1, cured: 1 }]);
  expect(view.failedBlocks).toMatchObject([{ runbook: 'ledger/disk', block: 'slow', runs: 1, failed: 1 }]);
  expect(view.causes).toMatchObject([{ count: 2 }]);
  expect(view.causes[0]?.numbers).toHaveLength(2);
  expect(view.overTime.find(({ start }) => start === '2025-09-10')).toMatchObject({ clocksMissed: 2, promisesBroken: 2 });
});

test('as CSV it opens in a spreadsheet, which calculates nothing of it', async () => {
  await make({ at: '2024-05-02T10:00:00Z', acknowledgeMinutes: 3, service: '=HYPERLINK("http://x","y")' });
  const csv = writeCsv(await getAnalytics(viewer, { from: '2024-05-01', to: '2024-05-03', zone: 'UTC' }));
  const lines = csv.split('\r\n');
  expect(lines[0]).toBe(
    'by,name,incidents,acknowledge_count,acknowledge_p25_seconds,acknowledge_median_seconds,acknowledge_p75_seconds,acknowledge_p90_seconds,resolve_count,resolve_p25_seconds,resolve_median_seconds,resolve_p75_seconds,resolve_p90_seconds,clocks_missed,promises_broken',
  );
  expect(lines).toContain('day,2024-05-02,1,1,180,180,180,180,0,,,,,0,0');
  expect(lines.find((line) => line.startsWith('service,'))).toMatch(/^service,"'=HYPERLINK\(""http:\/\/x"",""y""\)",1,/);
});

test.each([
  [{ from: '2026-02-30' }, 'from'],
  [{ zone: 'Mars/Olympus' }, 'zone'],
])('%j is refused by its field', async (asked, field) => {
  const issues = await getAnalytics(viewer, asked).catch((error: { issues?: { path: string[] }[] }) => error.issues);
  expect(issues).toMatchObject([{ path: [field] }]);
});

test('a period that ends before it begins is refused', async () => {
  const refused = getAnalytics(viewer, { from: '2026-02-02', to: '2026-02-01' });
  await expect(refused).rejects.toMatchObject({ code: 'invalid', details: [{ field: 'to' }] });
});

test('more than five years are refused', async () => {
  const refused = getAnalytics(viewer, { from: '2015-01-01', to: '2026-01-01' });
  await expect(refused).rejects.toBeInstanceOf(DomainError);
  await expect(refused).rejects.toMatchObject({ details: [{ field: 'from' }] });
});
