import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { TimelineLine } from './document/schema';
import { sourceOf } from './facts/source-of';
import { findIncident } from './find-incident';
import { loadReview } from './load-review';
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
  const { facts, ...source } = await sourceOf(db(), ctx, incident, await loadReview(db(), incident.id));
  const inWords = ({ incident: of, seq, at, actor, ...event }: TimelineLine): EventLine => ({
    incident: of ?? facts.incident.number,
    seq,
    at,
    says: `${actor.name} ${sentence(event)}`,
  });
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const [page, total] = await Promise.all([source.events({ from: after, most: PAGE }), source.count()]);
    return { items: page.map(inWords), nextCursor: cursorOf(after, total), total };
  }
  const all = (await source.events()).map(inWords);
  const found = all.filter(({ says }) => words.every((word) => says.toLowerCase().includes(word)));
  return { items: found.slice(after, after + PAGE), nextCursor: cursorOf(after, found.length), total: found.length };
}

const cursorOf = (after: number, total: number): string | null => (after + PAGE < total ? String(after + PAGE) : null);
