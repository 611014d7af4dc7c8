import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { OPEN_STATUSES } from '../rules';
import { visibleTo } from '../visible-to';
import { clockView } from './clock-view';
import { databaseNow } from './database-now';
import { loadClockHistories } from './load-clock-histories';
import { loadClockRules } from './load-clock-rules';
import { readClocks } from './read-clocks';
import { nextClock } from './rules';
import type { NextClock } from './schema';

export type NextClocks = { now: string; byNumber: ReadonlyMap<number, NextClock> };

/** What each of these incidents waits for next, read in one go; the ended and those that wait for nothing are left out. */
export async function listNextClocks(ctx: Context, { numbers }: { numbers: readonly number[] }): Promise<NextClocks> {
  authorise(ctx, 'incident.read');
  const incidents = await db().incident.findMany({
    where: { number: { in: [...numbers] }, status: { in: [...OPEN_STATUSES] }, ...visibleTo(ctx) },
    select: { id: true, number: true, declaredAt: true, severity: true },
  });
  const [histories, rules, now] = await Promise.all([loadClockHistories(db(), incidents), loadClockRules(db()), databaseNow(db())]);
  const byNumber = new Map<number, NextClock>();
  for (const { id, number } of incidents) {
    const history = histories.get(id);
    const next = history && nextClock(readClocks(history, rules, now).map(clockView));
    if (next) byNumber.set(number, { clock: next.clock, state: next.state, warnAt: next.warnAt, dueAt: next.dueAt });
  }
  return { now: now.toISOString(), byNumber };
}
