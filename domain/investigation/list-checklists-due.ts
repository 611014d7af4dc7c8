import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { OPEN_STATUSES } from '@/domain/incidents/rules';
import { db, Prisma } from '@/lib/db';

const AT_ONCE = 100;

/** The open incidents whose severity's checklist has not been given to them yet. */
export async function listChecklistsDue(ctx: Context): Promise<number[]> {
  authorise(ctx, 'investigation.work');
  const rows = await db().$queryRaw<{ number: number }[]>`
    SELECT number FROM incident WHERE "checklistFor" IS DISTINCT FROM severity
      AND status::text IN (${Prisma.join([...OPEN_STATUSES])}) ORDER BY number LIMIT ${AT_ONCE}`;
  return rows.map(({ number }) => number);
}
