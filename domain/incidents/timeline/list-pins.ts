import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { timelineItem } from '../timeline-item';
import { visibleTo } from '../visible-to';
import type { PinnedEvent } from './schema';

const PIN_TYPES = ['event_pinned', 'event_unpinned', 'note_edited'];

/** What is pinned, in the order in which it happened; an edited note with what it now says. */
export async function listPins(ctx: Context, number: number): Promise<PinnedEvent[]> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({
    where: { number, ...visibleTo(ctx) },
    select: { id: true, events: { where: { type: { in: PIN_TYPES } }, orderBy: { seq: 'asc' } } },
  });
  if (!incident) throw notFound(`Incident #${number}`);
  const pins = new Map<number, { label: string | null; pinnedBy: string }>();
  const bodies = new Map<number, string>();
  for (const item of incident.events.map(timelineItem)) {
    if (item.type === 'event_pinned') pins.set(item.data.event, { label: item.data.label, pinnedBy: item.actor.name });
    if (item.type === 'event_unpinned') pins.delete(item.data.event);
    if (item.type === 'note_edited') bodies.set(item.data.note, item.data.body);
  }
  const events = await db().timelineEvent.findMany({
    where: { incidentId: incident.id, seq: { in: [...pins.keys()] } },
    orderBy: { seq: 'asc' },
  });
  return events.flatMap((row) => {
    const item = timelineItem(row);
    const pin = pins.get(item.seq);
    const body = bodies.get(item.seq);
    if (item.type === 'note_added' && body !== undefined) item.data = { ...item.data, body };
    return pin ? [{ ...pin, item }] : [];
  });
}
