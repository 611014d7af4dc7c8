import type { TimelineEvent } from '@/prisma/generated/client';
import type { TimelineItem } from './timeline-event';

export type TimelineRow = Omit<TimelineEvent, 'incidentId' | 'hash'>;

/** The stored row as screens and the API show it. */
export const timelineItem = ({ seq, type, at, actorKind, actorId, actorName, data }: TimelineRow): TimelineItem =>
  ({ seq, type, at: at.toISOString(), actor: { kind: actorKind, id: actorId, name: actorName }, data }) as unknown as TimelineItem;
