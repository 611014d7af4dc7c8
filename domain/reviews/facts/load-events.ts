import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { timelineItem } from '@/domain/incidents/timeline-item';
import { Prisma, type Tx } from '@/lib/db';

/** What tells of the review and of what follows from it is no fact of the incident. */
const AFTERWARDS = ['review\\_%', 'action\\_item\\_%'];

type Row = TimelineItem & { incidentId: string };
/** An event of the incident or, with its number, of a duplicate. */
export type FamilyItem = TimelineItem & { incident?: number };

/** An incident and the duplicates that the caller may know of: the numbers by their ids. */
export type Family = { root: string; numbers: ReadonlyMap<string, number> };
/** An event by the number of its incident and its own. */
export type EventName = { incident: number; seq: number };
/** Which events are meant: all of them, those of a page, those that are named. */
export type Picked = { from: number; most: number } | { named: readonly EventName[] } | undefined;

const told = ({ numbers }: Family): Prisma.Sql =>
  Prisma.sql`"incidentId" = ANY(${[...numbers.keys()]}::uuid[]) AND type NOT LIKE ALL(${AFTERWARDS}::text[])`;

function namedIn({ numbers }: Family, named: readonly EventName[]): Prisma.Sql {
  const idOf = new Map([...numbers].map(([id, number]) => [number, id]));
  const known = named.flatMap(({ incident, seq }) => {
    const id = idOf.get(incident);
    return id ? [{ id, seq }] : [];
  });
  return Prisma.sql`("incidentId", seq) IN (SELECT * FROM unnest(${known.map(({ id }) => id)}::uuid[], ${known.map(({ seq }) => seq)}::int[]))`;
}

/**
 * Events of an incident and of its duplicates by time, without those of its review. They come as one text: ten thousand rows of eight
 * columns take the driver several times as long.
 */
export async function loadEvents(tx: Tx, family: Family, picked?: Picked): Promise<FamilyItem[]> {
  const only = picked && 'named' in picked ? Prisma.sql`AND ${namedIn(family, picked.named)}` : Prisma.empty;
  const page = picked && 'most' in picked ? Prisma.sql`OFFSET ${picked.from} LIMIT ${picked.most}` : Prisma.empty;
  const [row] = await tx.$queryRaw<{ events: string }[]>`
    SELECT coalesce(json_agg(json_build_object('incidentId', "incidentId", 'seq', seq, 'type', type, 'at', chain_instant(at),
      'actor', json_build_object('kind', "actorKind", 'id', "actorId", 'name', "actorName"), 'data', data) ORDER BY at, "incidentId", seq), '[]')::text AS events
    FROM (SELECT * FROM timeline_event WHERE ${told(family)} ${only} ORDER BY at, "incidentId", seq ${page}) told`;
  return (JSON.parse(row?.events ?? '[]') as Row[]).map(({ incidentId, ...item }) =>
    incidentId === family.root ? item : { ...item, incident: family.numbers.get(incidentId) as number },
  );
}

/** The incident's own events of these types by time. */
export async function loadOwn(tx: Tx, root: string, types: readonly TimelineItem['type'][]): Promise<TimelineItem[]> {
  const rows = await tx.timelineEvent.findMany({
    where: { incidentId: root, type: { in: [...types] } },
    orderBy: [{ at: 'asc' }, { seq: 'asc' }],
    omit: { incidentId: true, hash: true },
  });
  return rows.map(timelineItem);
}

/** What somebody did in the timeline. */
export type Entries = { actorId: string; name: string; events: number; firstAt: Date; lastAt: Date };
/** A timeline without its words: how many events, the number of the incident's own newest one, and who did something, the earliest first. */
export type Counted = { events: number; seq: number; entries: Entries[] };

type Counts = Omit<Entries, 'actorId'> & { actorId: string | null; seq: number };

/** Counts an incident's events and those of its duplicates, each person by the name that they had first. */
export async function countEvents(tx: Tx, family: Family): Promise<Counted> {
  const rows = await tx.$queryRaw<Counts[]>`
    SELECT "actorId"::text, (array_agg("actorName" ORDER BY at, "incidentId", seq))[1] AS name, count(*)::int AS events,
      min(at) AS "firstAt", max(at) AS "lastAt", coalesce(max(seq) FILTER (WHERE "incidentId" = ${family.root}::uuid), 0) AS seq
    FROM timeline_event WHERE ${told(family)} GROUP BY "actorId" ORDER BY min(at), "actorId"`;
  return {
    events: rows.reduce((all, { events }) => all + events, 0),
    seq: Math.max(0, ...rows.map(({ seq }) => seq)),
    entries: rows.flatMap(({ actorId, seq: _, ...did }) => (actorId === null ? [] : [{ actorId, ...did }])),
  };
}
