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
import { statusPageTold } from './read-clocks';
import type { TellStatusPage } from './schema';

/** Records that the status page tells of the incident, which stops that clock. Refuses the repeat and ended incidents. */
export async function tellStatusPage(ctx: Context, { number, note }: z.output<typeof TellStatusPage>): Promise<TimelineItem> {
  authorise(ctx, 'clock.tell_status_page');
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    if (!isOpen(incident.status)) throw conflict(`It is ${incident.status}; reopen it first.`);
    const { history } = await clocksNow(tx, incident);
    if (statusPageTold(history.events)) throw conflict('The status page tells of it already; send an update to customers to say more.');
    return recordEvent(tx, ctx, incident.id, { type: 'status_page_told', data: { note: note || null } });
  });
}
