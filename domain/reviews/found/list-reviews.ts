import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db, type Prisma } from '@/lib/db';
import type { ListReviews, ReviewLine } from '../schema';

const MOST = 200;
/** Of what ended without a review, though the policy wants one, only what is this recent. */
const UNOPENED_DAYS = 60;
const DAY_MS = 86_400_000;
const iso = (at: Date | null) => at?.toISOString() ?? null;

const WHERE = {
  due: { state: { not: 'published' } },
  draft: { state: 'draft' },
  in_review: { state: 'in_review' },
  published: { state: 'published' },
  all: {},
} as const satisfies Record<z.output<typeof ListReviews>['state'], Prisma.ReviewWhereInput>;

/** Reviews, those due soonest first; among those due, incidents that the policy wants reviewed and nobody has opened a review of. */
export async function listReviews(
  ctx: Context,
  { state }: z.output<typeof ListReviews>,
): Promise<{ items: ReviewLine[]; nextCursor: null }> {
  authorise(ctx, 'review.read');
  const rows = await db().review.findMany({
    where: { ...WHERE[state], incident: visibleTo(ctx) },
    orderBy: state === 'published' ? [{ publishedAt: 'desc' }] : [{ dueAt: { sort: 'asc', nulls: 'last' } }, { openedAt: 'desc' }],
    take: MOST,
    include: { incident: { select: SHOWN }, _count: { select: { actionItems: { where: { state: 'open' } } } } },
    omit: { importedFacts: true },
  });
  const opened = rows.map(
    (row): ReviewLine => ({
      ...row.incident,
      state: row.state,
      lead: row.leadName,
      dueAt: iso(row.dueAt),
      meetingAt: iso(row.meetingAt),
      meetingZone: row.meetingZone,
      publishedAt: iso(row.publishedAt),
      version: row.version,
      openActionItems: row._count.actionItems,
    }),
  );
  const unopened = state === 'due' || state === 'all' ? await listUnopened(ctx) : [];
  const all = state === 'published' ? opened : [...unopened, ...opened].sort(dueFirst);
  return { items: all.slice(0, MOST), nextCursor: null };
}

/** ISO 8601 UTC sorts as text; what is not due comes last. */
const dueFirst = (a: ReviewLine, b: ReviewLine): number => {
  if (a.dueAt === b.dueAt) return b.number - a.number;
  if (a.dueAt === null || b.dueAt === null) return a.dueAt === null ? 1 : -1;
  return a.dueAt < b.dueAt ? -1 : 1;
};

const SHOWN = { number: true, title: true, severity: true, service: true } as const;

async function listUnopened(ctx: Context): Promise<ReviewLine[]> {
  const wanted = await db().reviewPolicy.findMany({ where: { reviewDays: { not: null } } });
  const rows = await db().incident.findMany({
    where: {
      status: { in: ['resolved', 'closed'] },
      severity: { in: wanted.map(({ severity }) => severity) },
      review: null,
      mergedIntoId: null,
      resolvedAt: { gt: new Date(Date.now() - UNOPENED_DAYS * DAY_MS) },
      ...visibleTo(ctx),
    },
    orderBy: { resolvedAt: 'asc' },
    take: MOST,
    select: { ...SHOWN, resolvedAt: true },
  });
  const days = new Map(wanted.map(({ severity, reviewDays }) => [severity, reviewDays ?? 0]));
  return rows.map(({ resolvedAt, ...incident }) => ({
    ...incident,
    state: 'none',
    lead: null,
    dueAt: resolvedAt && new Date(resolvedAt.getTime() + (days.get(incident.severity) ?? 0) * DAY_MS).toISOString(),
    meetingAt: null,
    meetingZone: null,
    publishedAt: null,
    version: 0,
    openActionItems: 0,
  }));
}
