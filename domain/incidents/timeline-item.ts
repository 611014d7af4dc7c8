import type { TimelineEvent as EventRow } from '@/prisma/generated/client';
import type { TimelineItem } from './timeline-event';

/** The stored row as screens and the API show it. */
export const timelineItem = ({ seq, type, at, actorKind, actorId, actorName, data }: EventRow): TimelineItem =>
  ({ seq, type, at: at.toISOString(), actor: { kind: actorKind, id: actorId, name: actorName }, data }) as unknown as TimelineItem;
