import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { type TimelineRow, timelineItem } from '@/domain/incidents/timeline-item';
import type { Tx } from '@/lib/db';

/** What tells of the review and of what follows from it is no fact of the incident. */
const AFTERWARDS = ['review\\_%', 'action\\_item\\_%'];

type Row = TimelineRow & { incidentId: string };
/** An event of the incident or, with its number, of a duplicate. */
export type FamilyItem = TimelineItem & { incident?: number };

/** All events of an incident and of its duplicates by time, without those of its review. */
export async function loadEvents(tx: Tx, root: string, numbers: ReadonlyMap<string, number>): Promise<FamilyItem[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "incidentId"::text, seq, type, at, "actorKind"::text AS "actorKind", "actorId"::text, "actorName", data FROM timeline_event
    WHERE "incidentId" = ANY(${[...numbers.keys()]}::uuid[]) AND type NOT LIKE ALL(${AFTERWARDS}::text[]) ORDER BY at, "incidentId", seq`;
  return rows.map(({ incidentId, ...row }) => ({
    ...timelineItem(row),
    ...(incidentId === root ? {} : { incident: numbers.get(incidentId) as number }),
  }));
}
