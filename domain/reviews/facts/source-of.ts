import type { Context } from '@/domain/context';
import { Prisma, type Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { timelineOf } from '../document/build-document';
import { factsOf } from '../document/facts-of';
import type { Facts, ReviewDocument, TimelineLine } from '../document/schema';
import type { ReviewRow } from '../load-review';
import { gatherFacts } from './gather-facts';
import { countEvents, loadEvents, type Picked } from './load-events';
import { loadFamily, loadKnown } from './load-facts';

/** What a review rests on: its facts, and the events, of which a page needs few. */
export type Source = {
  facts: Facts;
  imported: boolean;
  events: (picked?: Picked) => Promise<TimelineLine[]>;
  count: () => Promise<number>;
};

/**
 * Where the facts of a review are: those that it was imported with, those that it was published with, else the incident's rows. The caller
 * has made sure that the incident may be seen.
 */
export async function sourceOf(tx: Tx, ctx: Context, incident: Incident, review: ReviewRow | null): Promise<Source> {
  if (!review) return fromRows(tx, ctx, incident);
  const imported = Prisma.sql`SELECT "importedFacts" AS document FROM review WHERE id = ${review.id}::uuid AND "importedFacts" IS NOT NULL`;
  const [brought] = await tx.$queryRaw<{ facts: Facts }[]>`SELECT document->'facts' AS facts FROM (${imported}) brought`;
  if (brought) return { imported: true, ...kept(tx, brought.facts, imported) };
  if (review.state !== 'published') return fromRows(tx, ctx, incident);
  const published = Prisma.sql`
    SELECT document FROM review_version WHERE "reviewId" = ${review.id}::uuid AND version = ${review.version}`;
  const [version] = await tx.$queryRaw<{ document: ReviewDocument }[]>`
    SELECT document - 'timeline' AS document FROM (${published}) published`;
  // There is none yet while it is being published.
  return version ? { imported: false, ...kept(tx, factsOf(version.document), published) } : fromRows(tx, ctx, incident);
}

async function fromRows(tx: Tx, ctx: Context, incident: Incident): Promise<Source> {
  const family = await loadFamily(tx, ctx, incident);
  return {
    facts: gatherFacts(await loadKnown(tx, ctx, incident, family), new Date()),
    imported: false,
    events: async (picked) => timelineOf(await loadEvents(tx, family, picked)),
    count: async () => (await countEvents(tx, family)).events,
  };
}

/** Of a document that is stored whole. */
function kept(tx: Tx, facts: Facts, document: Prisma.Sql): Pick<Source, 'facts' | 'events' | 'count'> {
  const lines = Prisma.sql`(${document}) kept CROSS JOIN LATERAL jsonb_array_elements(kept.document->'timeline') WITH ORDINALITY AS told(line, place)`;
  const isNamed = (named: readonly { incident: number; seq: number }[]) => Prisma.sql`
    WHERE (coalesce((line->>'incident')::int, ${facts.incident.number}::int), (line->>'seq')::int)
      IN (SELECT * FROM unnest(${named.map(({ incident }) => incident)}::int[], ${named.map(({ seq }) => seq)}::int[]))`;
  return {
    facts,
    events: async (picked) => {
      const only = picked && 'named' in picked ? isNamed(picked.named) : Prisma.empty;
      const page = picked && 'most' in picked ? Prisma.sql`OFFSET ${picked.from} LIMIT ${picked.most}` : Prisma.empty;
      const rows = await tx.$queryRaw<{ line: TimelineLine }[]>`SELECT line FROM ${lines} ${only} ORDER BY place ${page}`;
      return rows.map(({ line }) => line);
    },
    count: async () => {
      const [row] = await tx.$queryRaw<{ events: number }[]>`
        SELECT jsonb_array_length(document->'timeline') AS events FROM (${document}) kept`;
      return row?.events ?? 0;
    },
  };
}
