import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import type { TimelineEvent, TimelineItem } from './timeline-event';

/**
 * The only writer of the timeline: numbers the event, chains it, audits it and tells every engine, all in the caller's
 * transaction. The incident's row is locked first and the audit's chain last, always in that order.
 */
export async function recordEvent(tx: Tx, ctx: Context, incidentId: string, event: TimelineEvent): Promise<TimelineItem> {
  const { actor } = ctx;
  const data = JSON.stringify(event.data);
  const rows = await tx.$queryRaw<{ seq: number; at: Date }[]>`
    SELECT e.seq, e.at FROM append_timeline_event(${incidentId}::uuid, ${event.type}, ${actor.kind}::"ActorKind", ${actor.id}::uuid, ${actor.name}, ${data}::jsonb) e
    CROSS JOIN LATERAL append_audit_entry(${event.type}, 'incident', ${incidentId}, ${actor.kind}::"ActorKind", ${actor.id}::uuid, ${actor.name},
      ${data}::jsonb || jsonb_build_object('seq', e.seq)) a`;
  const row = rows[0];
  if (!row) throw new Error('the timeline event was not numbered');
  return { ...event, seq: row.seq, at: row.at.toISOString(), actor };
}
