import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { oneSchedule } from './one-schedule';
import { plottedName, plottedValue } from './rules';
import { scheduleView } from './schedule-view';
import { HISTORY_POINTS, type OnSchedule, type ScheduleHistory } from './schema';

/** What is drawn where a block gives no number: how long it took. */
const TOOK = 'took';

/** A schedule and its newest runs, the newest first, each with the number that is drawn. Throws not_found. */
export async function getScheduleHistory(ctx: Context, { id }: z.output<typeof OnSchedule>): Promise<ScheduleHistory> {
  authorise(ctx, 'schedule.read');
  const schedule = await oneSchedule(id);
  const runs = await db().run.findMany({
    where: { scheduleId: id },
    orderBy: { queuedAt: 'desc' },
    take: HISTORY_POINTS,
    select: {
      id: true,
      queuedAt: true,
      startedAt: true,
      endedAt: true,
      state: true,
      verdict: true,
      reason: true,
      exports: true,
      data: true,
    },
  });
  const name = plottedName(runs);
  const points = runs.map((run) => {
    const durationMs = run.startedAt && run.endedAt ? run.endedAt.getTime() - run.startedAt.getTime() : null;
    const word = run.verdict ?? (run.state === 'passed' ? 'ok' : run.state === 'failed' ? 'fail' : run.state);
    const value = name === null ? durationMs : plottedValue(name, run);
    return { run: run.id, at: run.queuedAt.toISOString(), word, reason: run.reason, value, durationMs };
  });
  return { schedule: scheduleView(schedule), value: name ?? TOOK, points };
}
