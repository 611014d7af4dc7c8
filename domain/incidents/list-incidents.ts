import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db, type Prisma } from '@/lib/db';
import { incidentInclude, incidentView } from './incident-view';
import { OPEN_STATUSES } from './rules';
import { type IncidentView, ListIncidents } from './schema';
import { visibleTo } from './visible-to';

/** Incidents, newest first, by page: pass `nextCursor` as `after`. `q` finds words in title and summary, or a number. */
export async function listIncidents(
  ctx: Context,
  filter: z.input<typeof ListIncidents>,
): Promise<{ items: IncidentView[]; nextCursor: string | null }> {
  authorise(ctx, 'incident.read');
  const { status, severity, service, tag, q, after, limit } = ListIncidents.parse(filter);
  const where: Prisma.IncidentWhereInput = {
    AND: visibleTo(ctx),
    ...(status ? { status: status === 'open' ? { in: [...OPEN_STATUSES] } : status } : {}),
    ...(severity ? { severity } : {}),
    ...(service ? { service } : {}),
    ...(tag ? { tags: { has: tag.toLowerCase() } } : {}),
    ...(after ? { number: { lt: after } } : {}),
    ...(q?.trim() ? { OR: searched(q.trim()) } : {}),
  };
  const rows = await db().incident.findMany({ where, orderBy: { number: 'desc' }, take: limit + 1, include: incidentInclude });
  const page = rows.slice(0, limit);
  return { items: page.map(incidentView), nextCursor: rows.length > limit ? String(page.at(-1)?.number) : null };
}

function searched(q: string): Prisma.IncidentWhereInput[] {
  const text = { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
  const number = /^#?(\d{1,9})$/.exec(q)?.[1];
  return [{ title: text }, { summary: text }, ...(number ? [{ number: Number(number) }] : [])];
}
