import { Prisma } from '@/lib/db';

/** The words that decide; a cause is told in its first sentence. */
const CAUSE_LETTERS = 200;

/** Incidents whose tallies are older than their rows. */
export const DUE = Prisma.sql`SELECT "incidentId" FROM tally_due`;

/** How long something took, in whole seconds; what began "later" took none. */
const seconds = (from: Prisma.Sql, to: Prisma.Sql) => Prisma.sql`greatest(0, extract(epoch FROM ${to} - ${from})::int)`;

/** The tallies of these incidents as their rows have them now. One that was cancelled or is a duplicate has none. */
export const incidentTallies = (ids: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT i.id, i.number, i."declaredAt", i.severity, coalesce(i.service, '') AS service, i.restricted,
    CASE WHEN i."acknowledgedAt" IS NOT NULL THEN ${seconds(Prisma.sql`i."declaredAt"`, Prisma.sql`i."acknowledgedAt"`)} END AS "acknowledgeSeconds",
    CASE WHEN i."resolvedAt" IS NOT NULL THEN ${seconds(Prisma.sql`i."startedAt"`, Prisma.sql`i."resolvedAt"`)} END AS "resolveSeconds",
    ARRAY(SELECT e.data->>'clock' FROM timeline_event e WHERE e."incidentId" = i.id AND e.type = 'clock_overdue' ORDER BY e.seq) AS "clocksMissed",
    promised.kept AS "promisesKept", promised.broken AS "promisesBroken", left(i."rootCause", ${CAUSE_LETTERS}) AS cause,
    regexp_replace(lower(btrim(left(i."rootCause", ${CAUSE_LETTERS}), E' .\n\t')), '[0-9]+', '#', 'g') AS "causeKey"
  FROM incident i CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE p."overdueAt" IS NULL AND p.state = 'kept'))::int AS kept,
      (count(*) FILTER (WHERE p."overdueAt" IS NOT NULL))::int AS broken
    FROM update_promise p WHERE p."incidentId" = i.id) promised
  WHERE i."mergedIntoId" IS NULL AND i.status <> 'cancelled' AND i.id IN (${ids})`;

/** What the blocks of runbooks did in these incidents, as the runs have it now. */
export const runbookTallies = (ids: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT r."incidentId", r.runbook, r."blockId" AS block, max(r."blockTitle") AS title, count(*)::int AS runs,
    (count(*) FILTER (WHERE r.state IN ('errored', 'timed_out', 'interrupted')))::int AS failed,
    (count(*) FILTER (WHERE r.effect = 'read' AND r.verdict IN ('warn', 'fail')))::int AS found,
    bool_or(r.effect <> 'read' AND r.state = 'passed' AND EXISTS (
      SELECT FROM run f WHERE f."followsRunId" = r.id AND f.verdict = 'ok')) AS cured, max(r."queuedAt") AS "lastAt"
  FROM run r WHERE r."incidentId" IN (${ids}) GROUP BY 1, 2, 3`;
