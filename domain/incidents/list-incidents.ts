import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db, type Prisma } from '@/lib/db';
import { incidentInclude, incidentView } from './incident-view';
import { OPEN_STATUSES } from './rules';
import { type IncidentView, ListIncidents } from './schema';
import { searchedNumbers } from './searched-numbers';
import { visibleTo } from './visible-to';

/** Incidents, newest first, by page: pass `nextCursor` as `after`. `q` finds words in title and summary, or a number. */
export async function listIncidents(
  ctx: Context,
  filter: z.input<typeof ListIncidents>,
): Promise<{ items: IncidentView[]; nextCursor: string | null }> {
  authorise(ctx, 'incident.read');
  const { q, limit, ...rest } = ListIncidents.parse(filter);
  const { status, severity, service, tag, after } = rest;
  const words = q?.trim();
  const found = words ? await searchedNumbers(ctx, { ...rest, q: words, limit: limit + 1 }) : null;
  if (found?.length === 0) return { items: [], nextCursor: null };
  const where: Prisma.IncidentWhereInput = {
    AND: visibleTo(ctx),
    ...(status ? { status: status === 'open' ? { in: [...OPEN_STATUSES] } : status } : {}),
    ...(severity ? { severity } : {}),
    ...(service ? { service } : {}),
    ...(tag ? { tags: { has: tag.toLowerCase() } } : {}),
    ...(after && !words ? { number: { lt: after } } : {}),
    ...(found ? { number: { in: found } } : {}),
  };
  const rows = await db().incident.findMany({ where, orderBy: { number: 'desc' }, take: limit + 1, include: incidentInclude });
  const page = rows.slice(0, limit);
  return { items: page.map(incidentView), nextCursor: rows.length > limit ? String(page.at(-1)?.number) : null };
}
