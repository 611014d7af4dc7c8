import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { verifyAudit } from '@/domain/audit/verify-audit';
import { systemContext } from '@/domain/context';
import { acknowledgeIncident } from '@/domain/incidents/acknowledge-incident';
import { addNote } from '@/domain/incidents/add-note';
import { listClocks } from '@/domain/incidents/clocks/list-clocks';
import { getIncident } from '@/domain/incidents/get-incident';
import { listIncidents } from '@/domain/incidents/list-incidents';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { listParticipants } from '@/domain/incidents/people/list-participants';
import { ListIncidents } from '@/domain/incidents/schema';
import { listContacts } from '@/domain/oncall/list-contacts';
import { parseEnv } from '@/lib/env';
import { migrate } from '@/lib/migrate';
import { APP_ROLE } from '@/lib/postgres/embedded-postgres';
import { seed } from '@/prisma/seed';
import { useTestDatabase } from './database';
import { person } from './people';

const database = useTestDatabase();
const MIGRATIONS = path.resolve('prisma/migrations');
const USER = '11111111-1111-4111-8111-111111111111';
const [ENDED, OPEN, CONTACT] = ['2', '3', '4'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** As a first start finds it: nothing there. */
const emptied = () =>
  withClient(database.adminUrl, (client) => client.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION ${APP_ROLE}`));

/** Brings the database to where the product stood after so many of its migrations. */
async function migrateTo(count: number): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-migrations-'));
  try {
    const names = readdirSync(MIGRATIONS).filter((name) => /^\d/.test(name));
    for (const name of names.toSorted().slice(0, count)) cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
    return await migrate(database.url, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An incident that was carried to its end, one that is still open, and a run, as the first version wrote them. */
const firstVersionWorks = (client: Client) =>
  client.query(`
    INSERT INTO "user" (id, email, name, roles) VALUES ('${USER}', 'ana@example.com', 'Ana', '{responder}');
    INSERT INTO severity_policy VALUES ('P1', 'High', 'd', 60, NULL, 30, 'r', 'e', 'c'), ('P3', 'Low', 'd', NULL, NULL, NULL, 'r', 'e', 'c');
    INSERT INTO incident (id, title, severity, status, service, "declaredByKind", "declaredById", "declaredByName", "acknowledgedAt", "acknowledgedBy",
        "resolvedAt", "rootCause", resolution)
      VALUES ('${ENDED}', 'Reports failed', 'P1', 'resolved', 'oatie-reports', 'user', '${USER}', 'Ana', now(), 'Ana', now(), 'A leak', 'Restarted');
    INSERT INTO incident (id, title, severity, "declaredByKind", "declaredById", "declaredByName")
      VALUES ('${OPEN}', 'Sign-in is slow', 'P1', 'user', '${USER}', 'Ana');
    SELECT e.seq FROM unnest(ARRAY['${ENDED}', '${OPEN}']::uuid[]) id
      CROSS JOIN LATERAL append_timeline_event(id, 'incident_declared', 'user', '${USER}', 'Ana', '{"title": "t", "severity": "P1"}') e;
    SELECT append_timeline_event('${ENDED}', 'note_added', 'user', '${USER}', 'Ana', '{"body": "pool is full"}');
    SELECT append_timeline_event('${ENDED}', 'incident_resolved', 'user', '${USER}', 'Ana', '{"rootCause": "A leak", "resolution": "Restarted"}');
    SELECT append_audit_entry('incident_declared', 'incident', '${ENDED}', 'user', '${USER}', 'Ana', '{}');
    INSERT INTO run (id, runbook, "blockId", "blockTitle", kind, effect, target, environment, "contentHash", block, inputs, "incidentId",
        "requestedByKind", "requestedByName", state, verdict, "startedAt", "endedAt")
      VALUES (gen_random_uuid(), 'oatie-reports/x', 'b', 'B', 'sql', 'read', 'oatie-db', 'production', 'h', '{}', '{}', '${ENDED}',
        'user', 'Ana', 'passed', 'ok', now(), now())`);

const secondVersionWorks = (client: Client) =>
  client.query(`
    INSERT INTO contact (id, role, name, level, areas) VALUES ('${CONTACT}', 'database-admin', 'Dora', 2, '{database}');
    INSERT INTO contact_method (id, "contactId", kind, value, display, position)
      VALUES (gen_random_uuid(), '${CONTACT}', 'phone', '+15550100', '+1-555-0100', 0);
    INSERT INTO role_assignment (id, "incidentId", role, "userId", "userName", "assignedByName")
      VALUES (gen_random_uuid(), '${OPEN}', 'commander', '${USER}', 'Ana', 'Ana')`);

test('what the first version wrote is all there in today’s, and goes on', async () => {
  await emptied();
  expect(await migrateTo(1)).toHaveLength(1);
  await withClient(database.url, firstVersionWorks);
  expect(await migrateTo(2)).toHaveLength(1);
  await withClient(database.url, secondVersionWorks);
  expect((await migrate(database.url)).length).toBeGreaterThan(5);
  await seed(parseEnv({}));

  const ana = { ...person('Ana', 'responder'), actor: { kind: 'user' as const, id: USER, name: 'Ana' } };
  const all = await listIncidents(ana, ListIncidents.parse({}));
  expect(all.items.map(({ title, status }) => [title, status])).toEqual([
    ['Sign-in is slow', 'triggered'],
    ['Reports failed', 'resolved'],
  ]);
  const [open, ended] = all.items.map(({ number }) => number) as [number, number];
  expect(await getIncident(ana, ended)).toMatchObject({ rootCause: 'A leak', service: 'oatie-reports', restricted: false });
  const { items } = await listTimeline(ana, { number: ended });
  expect(items.map(({ seq, type, actor }) => [seq, type, actor.name])).toEqual([
    [1, 'incident_declared', 'Ana'],
    [2, 'note_added', 'Ana'],
    [3, 'incident_resolved', 'Ana'],
  ]);
  expect((await listParticipants(ana, { number: open })).map(({ name }) => name)).toContain('Ana');
  expect((await listContacts(ana)).find(({ role }) => role === 'database-admin')).toMatchObject({ name: 'Dora', user: null });

  expect(await addNote(ana, { number: ended, body: 'Read again.' })).toMatchObject({ seq: 4 });
  await acknowledgeIncident(ana, { number: open });
  const clocks = new Map((await listClocks(ana, { number: open })).clocks.map(({ clock, state }) => [clock, state]));
  expect(clocks.get('acknowledge')).toBe('met');
  expect((await listClocks(ana, { number: ended })).clocks.find(({ clock }) => clock === 'resolve')?.state).toBeDefined();
  expect((await verifyAudit(systemContext())).firstBroken).toBeNull();
});
