import type { Prisma, Tx } from '@/lib/db';

/** All of a review but its published versions, the history of its sections, and what it was imported with. */
export const reviewInclude = {
  attendees: { orderBy: { email: 'asc' } },
  sections: true,
  comments: { orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }] },
  moments: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
  quotes: { orderBy: [{ quotedAt: 'asc' }, { id: 'asc' }] },
  actionItems: { orderBy: { number: 'asc' } },
} satisfies Prisma.ReviewInclude;

const omit = { importedFacts: true } as const;

export type ReviewRow = Prisma.ReviewGetPayload<{ include: typeof reviewInclude; omit: typeof omit }>;

/** The review of an incident with all that hangs on it; null while nobody has opened it. */
export const loadReview = (tx: Tx, incidentId: string): Promise<ReviewRow | null> =>
  tx.review.findUnique({ where: { incidentId }, include: reviewInclude, omit });
