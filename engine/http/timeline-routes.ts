import { z } from 'zod';
import { listMergedTimeline } from '@/domain/incidents/list-merged-timeline';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { instant } from '@/domain/incidents/schema';
import { editNote } from '@/domain/incidents/timeline/edit-note';
import { findEvents } from '@/domain/incidents/timeline/find-events';
import { listPins } from '@/domain/incidents/timeline/list-pins';
import { pinEvent } from '@/domain/incidents/timeline/pin-event';
import { EditNote, FindEvents, PinEvent } from '@/domain/incidents/timeline/schema';
import { unpinEvent } from '@/domain/incidents/timeline/unpin-event';
import { type Route, route } from './route';

const INT_MAX = 2_147_483_647;
const number = z.coerce.number().int().positive().max(INT_MAX);
const onIncident = z.strictObject({ number });
const onEvent = z.strictObject({ number, seq: z.coerce.number().int().positive().max(INT_MAX) });
const Nothing = z.strictObject({}).optional();
const TimelineQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  /** Only events at or after this instant. */
  from: instant.optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  /** With the events of its duplicates, by time; `after` counts the events of that list. */
  with: z.literal('merged').optional(),
});

export const TIMELINE_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/timeline',
    summary: 'Its timeline, in order',
    verb: 'listTimeline',
    params: onIncident,
    query: TimelineQuery,
    run: (ctx, { params: { number }, query: { with: merged, ...page } }) =>
      (merged ? listMergedTimeline : listTimeline)(ctx, { number, ...page }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/timeline/found',
    summary: 'The newest events of its timeline with these words, or of these kinds',
    verb: 'findEvents',
    params: onIncident,
    query: FindEvents.omit({ number: true }),
    run: (ctx, { params: { number }, query }) => findEvents(ctx, { number, ...query }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/incidents/:number/pins',
    summary: 'The events that are pinned',
    verb: 'listPins',
    params: onIncident,
    run: async (ctx, { params: { number } }) => ({ items: await listPins(ctx, number), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/timeline/:seq/edit',
    summary: 'Say a note anew; what it said before is kept',
    verb: 'editNote',
    params: onEvent,
    body: EditNote.omit({ number: true, note: true }),
    run: (ctx, { params: { number, seq }, body }) => editNote(ctx, { number, note: seq, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/timeline/:seq/pin',
    summary: 'Keep an event in view',
    verb: 'pinEvent',
    params: onEvent,
    body: PinEvent.pick({ label: true }).optional(),
    run: (ctx, { params: { number, seq }, body }) => pinEvent(ctx, { number, event: seq, ...body }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/incidents/:number/timeline/:seq/unpin',
    summary: 'Take a pinned event out of view',
    verb: 'unpinEvent',
    params: onEvent,
    body: Nothing,
    run: (ctx, { params: { number, seq } }) => unpinEvent(ctx, { number, event: seq }),
  }),
];
