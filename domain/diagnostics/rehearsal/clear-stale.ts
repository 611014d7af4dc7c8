import { db } from '@/lib/db';

/** Takes the mark from blocks that have worked since, wherever they were run. Returns how many. */
export async function clearStale(): Promise<number> {
  return db().$executeRaw`
    UPDATE stale_block s SET "clearedAt" = now(), "clearedWhy" = 'It works again.'
    WHERE s."clearedAt" IS NULL AND EXISTS (SELECT FROM run r WHERE r.runbook = s.runbook AND r."blockId" = s."blockId"
      AND r.verdict IN ('ok', 'warn') AND r."queuedAt" > s.since)`;
}
