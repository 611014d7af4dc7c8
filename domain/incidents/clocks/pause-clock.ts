import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { lockIncident } from '../change-incident';
import { recordEvent } from '../record-event';
import { isOpen } from '../rules';
import type { TimelineItem } from '../timeline-event';
import { clocksNow } from './clocks-now';
import { CLOCK_WORDS, isGoing } from './rules';
import type { Clock, PauseClock } from './schema';

/** Stops a clock for a reason; what is due moves by the time that it stands. Refuses a clock that is not going. */
export async function pauseClock(ctx: Context, { number, clock: name, reason }: z.output<typeof PauseClock>): Promise<TimelineItem> {
  authorise(ctx, 'clock.pause');
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    if (!isOpen(incident.status)) throw conflict(`It is ${incident.status}; its clocks have stopped.`);
    const { clocks } = await clocksNow(tx, incident);
    const clock = clocks.find((one) => one.clock === name);
    if (!clock || !isGoing(clock.state)) throw conflict(refusal(name, clock));
    return recordEvent(tx, ctx, incident.id, { type: 'clock_paused', data: { clock: name, reason } });
  });
}

function refusal(name: Clock['clock'], clock: Clock | undefined): string {
  if (clock?.state === 'paused') return `The clock "${CLOCK_WORDS[name]}" is paused already: ${clock.pauseReason}`;
  if (clock?.state === 'off' || !clock) return `The clock "${CLOCK_WORDS[name]}" does not run at this severity.`;
  return `The clock "${CLOCK_WORDS[name]}" has stopped already.`;
}
