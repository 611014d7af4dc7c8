import { db } from '@/lib/db';

const ACTIVE_MINUTES = 15;

/** How many people have a session that did something in the last quarter of an hour. For whoever reads the metrics: a number, no names. */
export async function countActiveUsers(): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT "userId")::int AS count FROM session
    WHERE "revokedAt" IS NULL AND "expiresAt" > now() AND "lastSeenAt" > now() - make_interval(mins => ${ACTIVE_MINUTES}::int)`;
  return row?.count ?? 0;
}
