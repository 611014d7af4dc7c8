import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { visibleRow } from '@/domain/incidents/visible-to';
import { db, Prisma } from '@/lib/db';
import type { ReviewState } from '@/prisma/generated/enums';
import { findIncident } from '../find-incident';
import type { OnReview } from '../schema';
import { likeness, tellingWords } from './likeness';

const MOST = 5;
/** Of the newest that have a word in common or the same service, the most alike are chosen. */
const CANDIDATES = 300;

export type SimilarIncident = {
  number: number;
  title: string;
  severity: string;
  resolvedAt: string | null;
  rootCause: string | null;
  review: ReviewState | null;
  /** What they have in common. */
  because: string[];
};

type Row = {
  number: number;
  title: string;
  severity: string;
  service: string | null;
  rootCause: string | null;
  resolvedAt: Date | null;
  review: ReviewState | null;
};

/** Earlier incidents that ended, of the same service or with the same words in title and cause; the most alike first, and why. */
export async function listSimilar(
  ctx: Context,
  { number }: z.output<typeof OnReview>,
): Promise<{ items: SimilarIncident[]; nextCursor: null }> {
  authorise(ctx, 'incident.read');
  const incident = await findIncident(ctx, number);
  const words = [...tellingWords(`${incident.title} ${incident.rootCause ?? ''}`)];
  const patterns = words.map((word) => `%${word}%`);
  const alike = [
    ...(incident.service ? [Prisma.sql`i.service = ${incident.service}`] : []),
    ...(patterns.length ? [Prisma.sql`(i.title || ' ' || coalesce(i.summary, '')) ILIKE ANY(${patterns}::text[])`] : []),
  ];
  if (alike.length === 0) return { items: [], nextCursor: null };
  const rows = await db().$queryRaw<Row[]>`
    SELECT i.number, i.title, i.severity::text AS severity, i.service, i."rootCause", i."resolvedAt", r.state::text AS review
    FROM incident i LEFT JOIN review r ON r."incidentId" = i.id
    WHERE i.number <> ${number} AND i.status IN ('resolved', 'closed') AND (${Prisma.join(alike, ' OR ')}) AND ${visibleRow(ctx)}
    ORDER BY i.number DESC LIMIT ${CANDIDATES}`;
  const items = rows
    .map((row) => ({ row, ...likeness(incident, row) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.row.number - a.row.number)
    .slice(0, MOST)
    .map(({ row: { service: _, ...row }, because }) => ({ ...row, resolvedAt: row.resolvedAt?.toISOString() ?? null, because }));
  return { items, nextCursor: null };
}
