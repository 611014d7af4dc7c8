import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { ask, Prisma, type Tx } from '@/lib/db';
import { tellHere } from '@/lib/notify';
import type { TimelineEvent, TimelineItem } from './timeline-event';
import { visibleRow } from './visible-to';

type Numbered = { seq: number; at: Date };

/**
 * The only writer of the timeline: numbers the event, chains it, audits it and tells every engine, all in the caller's
 * transaction. The incident's row is locked first and the audit's chain last, always in that order.
 */
export async function recordEvent(tx: Tx, ctx: Context, incidentId: string, event: TimelineEvent): Promise<TimelineItem> {
  const [row] = await tx.$queryRaw<Numbered[]>(append(Prisma.sql`(SELECT ${incidentId}::uuid AS id)`, ctx, event));
  if (!row) throw new Error('the timeline event was not numbered');
  return itemOf(ctx, event, row);
}

/** The same where nothing but the event is written: one statement, which is a transaction by itself. Throws not_found. */
export async function recordAlone(ctx: Context, number: number, event: TimelineEvent): Promise<TimelineItem> {
  const incident = Prisma.sql`(SELECT i.id FROM incident i WHERE i.number = ${number} AND ${visibleRow(ctx)} FOR NO KEY UPDATE)`;
  const [row] = await ask<Numbered>(append(incident, ctx, event));
  if (!row) throw notFound(`Incident #${number}`);
  const item = itemOf(ctx, event, row);
  tellHere({ topic: 'timeline', incident: number, seq: item.seq, item });
  return item;
}

function append(incident: Prisma.Sql, { actor }: Context, event: TimelineEvent): Prisma.Sql {
  const data = JSON.stringify(event.data);
  const by = Prisma.sql`${actor.kind}::"ActorKind", ${actor.id}::uuid, ${actor.name}`;
  return Prisma.sql`
    SELECT e.seq, e.at FROM ${incident} incident
    CROSS JOIN LATERAL append_timeline_event(incident.id, ${event.type}, ${by}, ${data}::jsonb) e
    CROSS JOIN LATERAL append_audit_entry(${event.type}, 'incident', incident.id::text, ${by}, ${data}::jsonb || jsonb_build_object('seq', e.seq)) a`;
}

const itemOf = ({ actor }: Context, event: TimelineEvent, { seq, at }: Numbered): TimelineItem => ({
  ...event,
  seq,
  at: at.toISOString(),
  actor,
});
