import { db, type Tx } from '@/lib/db';

/** Counted again by one transaction. */
const BATCH = 500;
/** Those who count do so one after the other: two at once could store the older of two counts last. */
const LOCK = 'tallies';

/**
 * Counts the incidents again that changed since they were counted, so that every tally is as its rows are now; answers how many marks
 * were settled. Whoever asks while another one counts waits for that.
 */
export async function keepTallies(): Promise<number> {
  let settled = 0;
  while (await db().tallyDue.findFirst({ select: { id: true } })) settled += await db().$transaction(settleSome);
  return settled;
}

async function settleSome(tx: Tx): Promise<number> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${LOCK}))::text`;
  const marks = await tx.$queryRaw<{ incidentId: string }[]>`
    DELETE FROM tally_due WHERE id IN (SELECT id FROM tally_due ORDER BY id LIMIT ${BATCH}) RETURNING "incidentId"::text`;
  const due = [...new Set(marks.map(({ incidentId }) => incidentId))];
  // What changes from here on has a mark of its own, which stays.
  await tx.$executeRaw`DELETE FROM incident_tally WHERE id = ANY(${due}::uuid[])`;
  await tx.$executeRaw`DELETE FROM runbook_tally WHERE "incidentId" = ANY(${due}::uuid[])`;
  await tx.$executeRaw`INSERT INTO incident_tally (id, number, "declaredAt", severity, service, restricted, "acknowledgeSeconds", "resolveSeconds",
    "clocksMissed", "promisesKept", "promisesBroken", cause, "causeKey") SELECT * FROM incident_tallies(${due}::uuid[])`;
  await tx.$executeRaw`INSERT INTO runbook_tally ("incidentId", runbook, block, title, "declaredAt", severity, service, restricted, runs, failed, found,
    first, cured, "lastAt") SELECT * FROM runbook_tallies(${due}::uuid[])`;
  return marks.length;
}
