import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { scheduleView } from './schedule-view';
import type { ScheduleView } from './schema';

const MOST_ENDED = 50;

/** What runs by itself, the newest first; of those that have ended the last fifty, where they are asked for. */
export async function listSchedules(
  ctx: Context,
  { runbook, ended = false }: { runbook?: string; ended?: boolean } = {},
): Promise<ScheduleView[]> {
  authorise(ctx, 'schedule.read');
  const of = runbook ? { runbook } : {};
  const [going, over] = await Promise.all([
    db().schedule.findMany({ where: { ...of, state: { not: 'ended' } }, orderBy: { createdAt: 'desc' } }),
    ended ? db().schedule.findMany({ where: { ...of, state: 'ended' }, orderBy: { changedAt: 'desc' }, take: MOST_ENDED }) : [],
  ]);
  return [...going, ...over].map(scheduleView);
}
