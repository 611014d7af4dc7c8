import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db, Prisma } from '@/lib/db';
import type { TimelineItem } from '../timeline-event';
import { type TimelineRow, timelineItem } from '../timeline-item';
import { visibleTo } from '../visible-to';
import type { FindEvents } from './schema';

const PAGE = 200;

/** Of what an event tells only texts can be found: no key, number, id or hash. */
const TEXTS = Prisma.sql`(SELECT coalesce(string_agg(leaf #>> '{}', ' '), '') FROM jsonb_path_query(e.data, 'strict $.**') leaf
  WHERE jsonb_typeof(leaf) = 'string' AND leaf #>> '{}' !~ '^([0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64})$')`;

type Found = { items: TimelineItem[]; nextCursor: string | null };

/**
 * The newest events before `before` in which each of the words stands, and of these types only where some are named; oldest first.
 * With them what is read in one line with them: a note's edits, a run's beginning and end. `nextCursor` is where to look on.
 */
export async function findEvents(ctx: Context, { number, before, words, types }: z.output<typeof FindEvents>): Promise<Found> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({ where: { number, ...visibleTo(ctx) }, select: { id: true } });
  if (!incident) throw notFound(`Incident #${number}`);
  const ofIncident = Prisma.sql`e."incidentId" = ${incident.id}::uuid`;
  const conditions = [
    ofIncident,
    Prisma.sql`e.seq < ${before}`,
    ...(types.length ? [Prisma.sql`e.type = ANY(${types}::text[])`] : []),
    ...words.map(mayHold),
    ...words.map(holds),
  ];
  const rows = await db().$queryRaw<(TimelineRow & { hit: boolean })[]>`
    WITH hit AS MATERIALIZED (SELECT e.seq, e.type, e.data FROM timeline_event e
      WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY e.seq DESC LIMIT ${PAGE + 1}),
    line AS (SELECT seq FROM hit
      UNION SELECT (data->>'note')::int FROM hit WHERE type = 'note_edited'
      UNION SELECT e.seq FROM timeline_event e WHERE ${ofIncident} AND e.type = 'note_edited'
        AND (e.data->>'note')::int IN (SELECT seq FROM hit WHERE type = 'note_added')
      UNION SELECT e.seq FROM timeline_event e WHERE ${ofIncident} AND e.type IN ('run_requested', 'run_ended')
        AND e.data->>'run' IN (SELECT data->>'run' FROM hit WHERE type IN ('run_requested', 'run_ended')))
    SELECT e.seq, e.type, e.at, e."actorKind", e."actorId", e."actorName", e.data, e.seq IN (SELECT seq FROM hit) AS hit
    FROM timeline_event e WHERE ${ofIncident} AND e.seq IN (SELECT seq FROM line) ORDER BY e.seq`;
  const hits = rows.filter(({ hit }) => hit);
  const last = hits.length > PAGE ? hits[1]?.seq : undefined;
  return { items: rows.filter(({ seq }) => !last || seq >= last).map(timelineItem), nextCursor: last ? String(last) : null };
}

const SAID = Prisma.sql`replace(e.type, '_', ' ') || ' ' || e."actorName"`;
const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Whether the word stands anywhere in the row: quick, so it is asked for every word before any event's texts are taken apart. */
const mayHold = (word: string) =>
  Prisma.sql`(${SAID} ILIKE ${like(word)} OR e.data::text ILIKE ${like(JSON.stringify(word).slice(1, -1))})`;

const holds = (word: string) => Prisma.sql`(${SAID} ILIKE ${like(word)} OR ${TEXTS} ILIKE ${like(word)})`;
