import { db, Prisma, type Tx } from '@/lib/db';
import { incidentTallies, runbookTallies } from './tally-rows';

/** Counted again by one transaction. */
const BATCH = 1_000;
const MOST_BATCHES = 50;
/** The name of the lock under which one engine counts at a time: two could store the older of two counts last. */
const LOCK = 'tallies';

/** Counts the incidents again that changed since they were counted; how many marks are settled. Another engine's turn is left to it. */
export async function keepTallies(): Promise<number> {
  let settled = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const count = (await db().tallyDue.findFirst({ select: { id: true } })) ? await db().$transaction(settleSome) : 0;
    settled += count;
    if (count < BATCH) break;
  }
  return settled;
}

async function settleSome(tx: Tx): Promise<number> {
  const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtext(${LOCK})) AS mine`;
  if (!lock?.mine) return 0;
  const marks = await tx.$queryRaw<{ incidentId: string }[]>`
    DELETE FROM tally_due WHERE id IN (SELECT id FROM tally_due ORDER BY id LIMIT ${BATCH}) RETURNING "incidentId"::text`;
  const due = [...new Set(marks.map(({ incidentId }) => incidentId))];
  const ids = Prisma.sql`SELECT unnest(${due}::uuid[])`;
  // What changes from here on has a mark of its own, which stays.
  await tx.$executeRaw`DELETE FROM incident_tally WHERE id = ANY(${due}::uuid[])`;
  await tx.$executeRaw`DELETE FROM runbook_tally WHERE "incidentId" = ANY(${due}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO incident_tally (id, number, "declaredAt", severity, service, restricted, "acknowledgeSeconds", "resolveSeconds", "clocksMissed",
      "promisesKept", "promisesBroken", cause, "causeKey") ${incidentTallies(ids)}`;
  await tx.$executeRaw`
    INSERT INTO runbook_tally ("incidentId", runbook, block, title, runs, failed, found, cured, "lastAt") ${runbookTallies(ids)}`;
  return marks.length;
}
