import type pg from 'pg';
import { pause, sample } from './samples';
import { ms, type Row } from './table';

const TIMES = 40;
const WARM_UP = 2;
const LIMIT_MS = 300;
const DAY_MS = 86_400_000;
const TALLY_LOOK_MS = 500;

const dayBefore = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

const PERIODS: { what: string; query: () => string }[] = [
  { what: 'the last 90 days', query: () => '' },
  { what: 'the last year', query: () => `from=${dayBefore(364)}` },
  { what: 'all of it', query: () => `from=${dayBefore(600)}` },
  { what: 'the last year, one severity', query: () => `from=${dayBefore(364)}&severity=P1` },
  { what: 'the last year, one service', query: () => `from=${dayBefore(364)}&service=billing` },
];

/** Gives a fair share of the incidents what analytics counts: clocks that were missed, promises, runs and causes. */
export async function fillForAnalytics(client: pg.Client): Promise<void> {
  await client.query('SET session_replication_role = replica');
  await client.query(`
    INSERT INTO timeline_event ("incidentId", seq, type, at, "actorKind", "actorName", data, hash)
    SELECT id, 1000000, 'clock_overdue', "declaredAt", 'system', 'clock', '{"clock": "acknowledge"}', '' FROM incident WHERE number % 5 = 0`);
  await client.query(`
    INSERT INTO update_promise (id, "incidentId", "updateId", words, audience, "madeAt", "dueAt", "overdueAt", "endedAt", state)
    SELECT md5('promise ' || number)::uuid, id, id, 'in 30 minutes', 'internal', "declaredAt", "declaredAt" + interval '30 min',
      CASE WHEN number % 9 = 0 THEN "declaredAt" + interval '30 min' END, "declaredAt" + interval '40 min', 'kept' FROM incident WHERE number % 3 = 0`);
  await client.query(`
    INSERT INTO run (id, runbook, "blockId", "blockTitle", kind, effect, target, environment, "contentHash", block, inputs, "incidentId",
      "requestedByKind", "requestedByName", state, verdict, "queuedAt", "startedAt", "endedAt", "outputSha256")
    SELECT md5('run of ' || number)::uuid, 'team/runbook-' || number % 40, 'block-' || number % 7, 'Block ' || number % 7, 'sql', 'read', 'oatie-db',
      'local', 'x', '{}', '{}', id, 'user', 'Ana', (CASE WHEN number % 8 = 0 THEN 'timed_out' ELSE 'passed' END)::"RunState",
      (CASE WHEN number % 8 = 0 THEN NULL ELSE 'warn' END)::"Verdict", "declaredAt", "declaredAt", "declaredAt", md5('a') || md5('b')
    FROM incident WHERE number % 2 = 0`);
  await client.query(
    `UPDATE incident SET "rootCause" = 'Cause ' || chr(65 + number % 26) || chr(65 + number % 23), resolution = 'Ended' WHERE number % 3 = 0`,
  );
  await client.query('INSERT INTO tally_due ("incidentId") SELECT id FROM incident ORDER BY number');
  await client.query('RESET session_replication_role');
  await tallied(client);
  await client.query('VACUUM ANALYZE incident, timeline_event, update_promise, run, incident_tally, runbook_tally, tally_due');
}

/** Waits until the engine has counted all of it. */
async function tallied(client: pg.Client): Promise<void> {
  const from = performance.now();
  for (;;) {
    const { rows } = await client.query('SELECT count(*)::int AS due FROM tally_due');
    if (rows[0].due === 0) break;
    await pause(TALLY_LOOK_MS);
  }
  console.log(`all of it counted by the engine after ${ms(performance.now() - from)}`);
}

/** How long whole answers of analytics take over many incidents. */
export async function measureAnalytics(origin: string, token: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { what, query } of PERIODS) {
    const found = await sample(TIMES, WARM_UP, async () => {
      const from = performance.now();
      const answer = await fetch(`${origin}/api/v1/analytics?${query()}`, { headers: { authorization: `Bearer ${token}` } });
      const said = await answer.text();
      if (!answer.ok) throw new Error(`analytics of ${what} answered ${answer.status}: ${said}`);
      return performance.now() - from;
    });
    const ours = `${ms(found.p95)} (p50 ${ms(found.p50)})`;
    rows.push({ what: `analytics, ${what}, p95`, raw: '', ours, asked: ms(LIMIT_MS), met: found.p95 <= LIMIT_MS });
  }
  return rows;
}
