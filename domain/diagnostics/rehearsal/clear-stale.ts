import { systemContext } from '@/domain/context';
import { db } from '@/lib/db';
import { type Cleared, type FollowUp, tellStanding } from './tell-standing';

/**
 * Takes the mark from blocks that have worked since, wherever they were run; a run that proves it is an ok one outside of incidents, which
 * everyone may see. Returns how many.
 */
export async function clearStale(followUp: FollowUp): Promise<number> {
  if ((await db().staleBlock.count({ where: { clearedAt: null } })) === 0) return 0;
  return db().$transaction(async (tx) => {
    const cleared = await tx.$queryRaw<Omit<Cleared, 'isGone'>[]>`
      UPDATE stale_block s SET "clearedAt" = now(), "clearedWhy" = 'It works again.'
      FROM (
        SELECT DISTINCT ON (m.id) m.id, CASE WHEN r.verdict = 'ok' AND r."incidentId" IS NULL THEN r.id END AS run
        FROM stale_block m JOIN run r ON r.runbook = m.runbook AND r."blockId" = m."blockId"
        WHERE m."clearedAt" IS NULL AND r.verdict IN ('ok', 'warn') AND r."queuedAt" > m.since
        ORDER BY m.id, (r.verdict = 'ok' AND r."incidentId" IS NULL) DESC, r."queuedAt" DESC
      ) worked
      WHERE worked.id = s.id AND s."clearedAt" IS NULL
      RETURNING s.runbook, s."blockId" AS block, s."blockTitle" AS title, worked.run`;
    await tellStanding(tx, systemContext('Rehearsal'), { made: [], cleared: cleared.map((one) => ({ ...one, isGone: false })) }, followUp);
    return cleared.length;
  });
}
