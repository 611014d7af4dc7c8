import { db } from '@/lib/db';

/** What was rehearsed is kept so long; what ran on a schedule as long as the schedule says. */
const REHEARSALS_KEPT_DAYS = 90;
/** Removed by one statement; the rest follows at the next look. */
const BATCH = 5_000;

/**
 * Removes the runs that nobody asked for once they are old. What else points to a run stays with it, and so does the newest healthy one of
 * each block, target and inputs: later results are compared with it. The audit keeps that they ran.
 */
export async function trimHistory(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM run WHERE id IN (
      SELECT r.id FROM run r LEFT JOIN schedule s ON s.id = r."scheduleId"
      WHERE r.origin <> 'request' AND r."endedAt" < now() - make_interval(days => coalesce(s."keepDays", ${REHEARSALS_KEPT_DAYS}))
        AND (s.id IS NULL OR r.id IS DISTINCT FROM s."settledRunId")
        AND NOT EXISTS (SELECT FROM run f WHERE f."followsRunId" = r.id)
        AND NOT EXISTS (SELECT FROM hypothesis h WHERE h."runId" = r.id)
        AND NOT EXISTS (SELECT FROM action_item a WHERE a."verifyingRunId" = r.id)
        AND NOT EXISTS (SELECT FROM procedure_step p WHERE p."runId" = r.id)
        AND NOT (r.verdict = 'ok' AND NOT EXISTS (SELECT FROM run n WHERE n.runbook = r.runbook AND n."blockId" = r."blockId"
          AND n.target = r.target AND n.inputs = r.inputs AND n."incidentId" IS NULL AND n.verdict = 'ok' AND n."queuedAt" > r."queuedAt"))
      ORDER BY r."queuedAt" LIMIT ${BATCH})`;
}
