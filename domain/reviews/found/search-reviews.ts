import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { visibleRow } from '@/domain/incidents/visible-to';
import { db, Prisma } from '@/lib/db';
import type { ReviewHit } from '../schema';
import { isSection, SECTION_KEYS, SECTIONS } from '../sections/rules';

/** Fewer letters than these are in no index, and in every review. */
const INDEXED_LETTERS = 3;
const MOST_WORDS = 8;
const CONTEXT_CHARS = 160;

type Row = { number: number; title: string; key: string; body: string };

/** The sections of reviews that hold all of these words, one a review, the newest first: what people wrote before what the facts say. */
export async function searchReviews(ctx: Context, { q, limit = 10 }: { q: string; limit?: number }): Promise<ReviewHit[]> {
  authorise(ctx, 'review.read');
  const words = q.split(/\s+/).filter((word) => word.replace(/[^\p{L}\p{N}]/gu, '').length >= INDEXED_LETTERS);
  if (words.length === 0) return [];
  const holds = words
    .slice(0, MOST_WORDS)
    .map((word) => Prisma.sql`coalesce(s.body, s.drafted) ILIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
  const rows = await db().$queryRaw<Row[]>`
    SELECT DISTINCT ON (i.number) i.number, i.title, s.key, coalesce(s.body, s.drafted) AS body
    FROM review_section s JOIN review r ON r.id = s."reviewId" JOIN incident i ON i.id = r."incidentId"
    WHERE ${Prisma.join(holds, ' AND ')} AND ${visibleRow(ctx)}
    ORDER BY i.number DESC, (s.body IS NULL), array_position(${SECTION_KEYS}::text[], s.key) LIMIT ${limit}`;
  return rows.map(({ number, title, key, body }) => ({
    number,
    title,
    section: isSection(key) ? SECTIONS[key].title : key,
    words: around(body, words[0] ?? ''),
  }));
}

/** The words around what was found, on one line. */
function around(body: string, word: string): string {
  const line = body.replace(/\s+/g, ' ').replace(/[\\*_`#]/g, '');
  const found = Math.max(0, line.toLowerCase().indexOf(word.toLowerCase()));
  const from = Math.max(0, found - CONTEXT_CHARS / 4);
  return `${from > 0 ? '…' : ''}${line.slice(from, from + CONTEXT_CHARS).trim()}${line.length > from + CONTEXT_CHARS ? '…' : ''}`;
}
