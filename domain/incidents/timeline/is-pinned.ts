import type { Tx } from '@/lib/db';

/** Whether an event is pinned now: what was last said of it. Call it under the incident's lock. */
export async function isPinned(tx: Tx, incidentId: string, event: number): Promise<boolean> {
  const last = await tx.timelineEvent.findFirst({
    where: { incidentId, type: { in: ['event_pinned', 'event_unpinned'] }, data: { path: ['event'], equals: event } },
    orderBy: { seq: 'desc' },
    select: { type: true },
  });
  return last?.type === 'event_pinned';
}
