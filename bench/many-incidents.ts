import type pg from 'pg';

export const INCIDENTS = 100_000;
export const EVENTS = 5_000_000;
/** One incident of them has a long timeline. */
const LONG_EVENTS = 10_000;

const SERVICES = `(ARRAY['checkout','reports','auth','search','billing','mail','ledger','gateway'])[1 + n % 8]`;
const THING = `(ARRAY['connections','latency','errors','disk','certificate','queue','replica','memory'])[1 + n % 8]`;
const PLACE = `(ARRAY['frankfurt','dublin','virginia','oregon','tokyo','sydney'])[1 + n % 6]`;

/** Fills the console's database inside the server; the rows' hashes are not a chain. Returns the number of the incident with the long timeline. */
export async function fillWithIncidents(client: pg.Client): Promise<number> {
  await client.query('SET session_replication_role = replica');
  await client.query(`
    INSERT INTO incident (id, title, severity, status, service, summary, "startedAt", "declaredAt", "declaredByKind", "declaredByName",
      "acknowledgedAt", "acknowledgedBy", "resolvedAt", "closedAt", tags, restricted, "lastSeq", "clocksAt", "checklistFor")
    SELECT md5('incident ' || n)::uuid, ${THING} || ' of ' || ${SERVICES} || ' in ' || ${PLACE} || ' ' || md5(n::text),
      (ARRAY['P0','P1','P2','P2','P3','P3'])[1 + n % 6]::"Severity", (CASE WHEN n % 500 = 0 THEN 'investigating' ELSE 'closed' END)::"IncidentStatus",
      ${SERVICES}, 'Alert ' || md5('alert ' || n) || ' since the release ' || n % 997, at, at, 'system', 'bench', at, 'Ana',
      CASE WHEN n % 500 <> 0 THEN at + interval '47 minutes' END, CASE WHEN n % 500 <> 0 THEN at + interval '2 days' END,
      ARRAY['team-' || n % 20], n % 50 = 0, ${Math.floor(EVENTS / INCIDENTS)}, NULL,
      (ARRAY['P0','P1','P2','P2','P3','P3'])[1 + n % 6]::"Severity"
    FROM (SELECT n, now() - (${INCIDENTS} - n) * interval '7 minutes' AS at FROM generate_series(1, ${INCIDENTS}) n) made`);
  await client.query(`
    INSERT INTO timeline_event ("incidentId", seq, type, at, "actorKind", "actorName", data, hash)
    SELECT md5('incident ' || n)::uuid, seq, 'note_added', now(), 'user', 'Ana', jsonb_build_object('body', 'what was seen at ' || seq), ''
    FROM generate_series(1, ${INCIDENTS}) n, generate_series(1, ${Math.floor(EVENTS / INCIDENTS)}) seq`);
  const long = `md5('incident ' || ${INCIDENTS})::uuid`;
  await client.query(`
    INSERT INTO timeline_event ("incidentId", seq, type, at, "actorKind", "actorName", data, hash)
    SELECT ${long}, seq, 'note_added', now(), 'user', 'Ana', jsonb_build_object('body', 'what was seen at ' || seq), ''
    FROM generate_series(${Math.floor(EVENTS / INCIDENTS) + 1}, ${LONG_EVENTS}) seq`);
  await client.query(
    `UPDATE incident SET "lastSeq" = ${LONG_EVENTS}, restricted = false, status = 'investigating', "resolvedAt" = NULL, "closedAt" = NULL WHERE id = ${long}`,
  );
  await client.query('RESET session_replication_role');
  await client.query('VACUUM ANALYZE incident, timeline_event');
  const { rows } = await client.query(`SELECT number FROM incident WHERE id = ${long}`);
  return rows[0].number;
}
