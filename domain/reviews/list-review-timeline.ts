import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { findIncident } from './find-incident';
import { readReview } from './read-review';
import type { ListReviewTimeline } from './schema';
import { sentence } from './words/sentences';

const PAGE = 200;

/** An event as one line; of a duplicate with its number. */
export type EventLine = { incident: number; seq: number; at: string; says: string };
export type EventPage = { items: EventLine[]; nextCursor: string | null; total: number };

/** The full timeline that a review was drafted from, in words, page by page; `q` keeps the lines that hold all of its words. */
export async function listReviewTimeline(ctx: Context, { number, after, q }: z.output<typeof ListReviewTimeline>): Promise<EventPage> {
  authorise(ctx, 'review.read');
  const incident = await findIncident(ctx, number);
  const { document } = await readReview(db(), ctx, incident);
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = document.timeline
    .map(({ incident: of, seq, at, actor, ...event }) => ({
      incident: of ?? document.incident.number,
      seq,
      at,
      says: `${actor.name} ${sentence(event)}`,
    }))
    .filter(({ says }) => words.every((word) => says.toLowerCase().includes(word)));
  const items = found.slice(after, after + PAGE);
  return { items, nextCursor: after + PAGE < found.length ? String(after + PAGE) : null, total: found.length };
}
