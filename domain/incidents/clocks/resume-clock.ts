import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { lockIncident } from '../change-incident';
import { recordEvent } from '../record-event';
import type { TimelineItem } from '../timeline-event';
import { clocksNow } from './clocks-now';
import { CLOCK_WORDS } from './rules';
import type { ResumeClock } from './schema';

/** Lets a paused clock go on from where it stood. Refuses one that is not paused. */
export async function resumeClock(ctx: Context, { number, clock: name, reason }: z.output<typeof ResumeClock>): Promise<TimelineItem> {
  authorise(ctx, 'clock.pause');
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    const { clocks } = await clocksNow(tx, incident);
    if (clocks.find((one) => one.clock === name)?.state !== 'paused') throw conflict(`The clock "${CLOCK_WORDS[name]}" is not paused.`);
    return recordEvent(tx, ctx, incident.id, { type: 'clock_resumed', data: { clock: name, reason: reason || null } });
  });
}
