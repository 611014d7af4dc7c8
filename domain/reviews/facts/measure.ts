import type { TimelineItem } from '@/domain/incidents/timeline-event';
import type { Incident } from '@/prisma/generated/client';
import type { Facts } from '../document/schema';

type Times = Pick<Incident, 'startedAt' | 'declaredAt' | 'resolvedAt'>;

/**
 * How long each thing took, in milliseconds, from the instants that stand in the timeline; null for what has not happened. What was
 * resolved and taken up again counts until its last end.
 */
export function measure({ startedAt, declaredAt, resolvedAt }: Times, events: readonly TimelineItem[]): Facts['measured'] {
  const since = (from: Date, at: Date | null) => (at === null ? null : Math.max(0, at.getTime() - from.getTime()));
  const first = (is: (event: TimelineItem) => boolean) => {
    const found = events.find(is);
    return found ? new Date(found.at) : null;
  };
  const becomes = (...statuses: string[]) => first((event) => event.type === 'status_changed' && statuses.includes(event.data.to));
  const ended = first(({ type }) => type === 'incident_resolved');
  // The event of a resolution is written after the instant that it names.
  const calm = earliest([becomes('monitoring'), ended, ended && resolvedAt]);
  return {
    detectMs: since(startedAt, declaredAt),
    acknowledgeMs: since(
      declaredAt,
      first(({ type }) => type === 'incident_acknowledged'),
    ),
    firstUpdateMs: since(
      declaredAt,
      first(({ type }) => type === 'update_sent'),
    ),
    identifyMs: since(declaredAt, becomes('identified')),
    mitigateMs: since(declaredAt, calm),
    resolveMs: since(declaredAt, resolvedAt),
    durationMs: since(startedAt, resolvedAt),
  };
}

const earliest = (instants: readonly (Date | null)[]): Date | null =>
  instants.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null);
