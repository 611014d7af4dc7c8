import { Client } from 'pg';
import { expect, test } from 'vitest';
import { verifyAudit } from '@/domain/audit/verify-audit';
import { systemContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { acknowledgeIncident } from './acknowledge-incident';
import { addNote } from './add-note';
import { changeSeverity } from './change-severity';
import { changeStatus } from './change-status';
import { declareIncident } from './declare-incident';
import { getIncident } from './get-incident';
import { listIncidents } from './list-incidents';
import { listTimeline } from './list-timeline';
import { reopenIncident } from './reopen-incident';
import { resolveIncident } from './resolve-incident';

const database = useTestDatabase();
const ana = person('Ana', 'responder');
const bo = person('Bo', 'responder');
const viewer = person('Vi', 'viewer');
const facts = { title: 'Reports fail', severity: 'P1', service: 'oatie-reports' } as const;

const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : String(error));
const refusal = (promise: Promise<unknown>) => promise.then(() => 'done', codeOf);

test('an incident is declared, acknowledged, moved, resolved and reopened, and its timeline says so', async () => {
  const { number } = await declareIncident(ana, facts);
  expect(await acknowledgeIncident(bo, { number })).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'Bo' });
  await changeStatus(bo, { number, status: 'investigating' });
  await changeSeverity(ana, { number, severity: 'P0', reason: 'all reports' });
  await addNote(ana, { number, body: 'pool is full' });
  expect(await resolveIncident(bo, { number, rootCause: 'leak', resolution: 'ended sessions' })).toMatchObject({
    status: 'resolved',
    rootCause: 'leak',
  });
  expect(await reopenIncident(ana, { number, reason: 'again' })).toMatchObject({ status: 'investigating', resolvedAt: null });
  const { items } = await listTimeline(viewer, { number });
  expect(items.map((item) => item.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(items.map((item) => item.type)).toEqual([
    'incident_declared',
    'incident_acknowledged',
    'status_changed',
    'severity_changed',
    'note_added',
    'incident_resolved',
    'incident_reopened',
  ]);
  expect(items[3]).toMatchObject({ actor: { name: 'Ana' }, data: { from: 'P1', to: 'P0', reason: 'all reports' } });
});

test('going on from triggered acknowledges too', async () => {
  const { number } = await declareIncident(ana, facts);
  expect(await changeStatus(bo, { number, status: 'investigating' })).toMatchObject({ status: 'investigating', acknowledgedBy: 'Bo' });
  const solved = await declareIncident(ana, facts);
  await resolveIncident(bo, { number: solved.number, rootCause: 'leak', resolution: 'ended sessions' });
  expect(await reopenIncident(ana, { number: solved.number })).toMatchObject({ status: 'investigating', acknowledgedBy: 'Bo' });
});

test('of two who acknowledge at once, one does and the other learns who', async () => {
  const { number } = await declareIncident(ana, facts);
  const results = await Promise.allSettled([acknowledgeIncident(ana, { number }), acknowledgeIncident(bo, { number })]);
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as DomainError] : []));
  expect(refused.map((error) => error.code)).toEqual(['conflict']);
  expect(refused[0]?.message).toMatch(/Already acknowledged by (Ana|Bo)/);
  const { items } = await listTimeline(ana, { number });
  expect(items.filter((item) => item.type === 'incident_acknowledged')).toHaveLength(1);
});

test('what may not be is refused and leaves no trace', async () => {
  const { number } = await declareIncident(ana, facts);
  expect(await refusal(declareIncident(viewer, facts))).toBe('forbidden');
  expect(await refusal(acknowledgeIncident(viewer, { number }))).toBe('forbidden');
  expect(await refusal(addNote(viewer, { number, body: 'x' }))).toBe('forbidden');
  expect(await refusal(changeStatus(ana, { number, status: 'resolved' }))).toBe('invalid');
  expect(await refusal(changeStatus(ana, { number, status: 'triggered' }))).toBe('invalid');
  expect(await refusal(changeStatus(ana, { number, status: 'closed' }))).toBe('conflict');
  expect(await refusal(changeSeverity(ana, { number, severity: 'P1' }))).toBe('conflict');
  expect(await refusal(reopenIncident(ana, { number }))).toBe('conflict');
  expect(await refusal(getIncident(ana, 999_999))).toBe('not_found');
  expect(await refusal(acknowledgeIncident(ana, { number: 999_999 }))).toBe('not_found');
  expect((await listTimeline(ana, { number })).items).toHaveLength(1);
});

test('the same idempotency key gives the same incident, with other contents a conflict', async () => {
  const both = await Promise.all([1, 2].map(() => declareIncident(ana, facts, { idempotencyKey: 'key-0001' })));
  expect(both[0]?.number).toBe(both[1]?.number);
  expect(await refusal(declareIncident(ana, { ...facts, title: 'Other' }, { idempotencyKey: 'key-0001' }))).toBe('conflict');
  expect((await declareIncident(bo, facts, { idempotencyKey: 'key-0001' })).number).not.toBe(both[0]?.number);
});

test('a hundred notes at once are numbered without a gap or a repeat', async () => {
  const { number } = await declareIncident(ana, facts);
  await Promise.all(Array.from({ length: 100 }, (_, i) => addNote(i % 2 ? ana : bo, { number, body: `note ${i}` })));
  const { items } = await listTimeline(ana, { number });
  expect(items.map((item) => item.seq)).toEqual(Array.from({ length: 101 }, (_, i) => i + 1));
});

test('lists filter, search literally, and page by cursor', async () => {
  const odd = await declareIncident(ana, { title: '100%_odd title', severity: 'P3', service: 'billing' });
  expect((await listIncidents(viewer, { q: '%_odd' })).items.map((one) => one.number)).toEqual([odd.number]);
  expect((await listIncidents(viewer, { q: `#${odd.number}` })).items.map((one) => one.number)).toContain(odd.number);
  expect((await listIncidents(viewer, { service: 'billing', severity: 'P3', status: 'open' })).items).toHaveLength(1);
  const first = await listIncidents(viewer, { limit: 2 });
  const second = await listIncidents(viewer, { limit: 2, after: Number(first.nextCursor) });
  const numbers = [...first.items, ...second.items].map((one) => one.number);
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  expect(new Set(numbers).size).toBe(4);
});

test('timeline and audit refuse to be changed, and a change by force is found', async () => {
  const { number } = await declareIncident(ana, facts);
  await addNote(ana, { number, body: 'the truth' });
  expect((await verifyAudit(systemContext())).firstBroken).toBeNull();
  const refused = (sql: string) =>
    db()
      .$executeRawUnsafe(sql)
      .then(
        () => 'done',
        (error: Error) => error.message,
      );
  for (const table of ['timeline_event', 'audit_entry'])
    for (const sql of [`UPDATE ${table} SET "actorName" = 'x'`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
      expect(await refused(sql)).toMatch(/append-only/);
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query('SET session_replication_role = replica');
  await admin.query(`UPDATE timeline_event SET data = '{"body":"a lie"}' WHERE type = 'note_added' AND data->>'body' = 'the truth'`);
  await admin.end();
  expect((await verifyAudit(systemContext())).firstBroken).toEqual({ chain: `incident ${number}`, seq: 2 });
});
