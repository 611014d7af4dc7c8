import type { z } from 'zod';
import type { Context } from '@/domain/context';
import { db, Prisma } from '@/lib/db';
import { OPEN_STATUSES } from './rules';
import type { ListIncidents } from './schema';
import { visibleRow } from './visible-to';

/** Fewer letters than these are in no index: they are looked for in the newest incidents only. */
const INDEXED_LETTERS = 3;
const NEWEST = 10_000;

type Filter = Omit<z.output<typeof ListIncidents>, 'q'> & { q: string };

/** The newest numbers of incidents that hold these words, or are this number; by the index over title and summary. */
export async function searchedNumbers(ctx: Context, { status, severity, service, tag, after, q, limit }: Filter): Promise<number[]> {
  const statuses = status === 'open' ? [...OPEN_STATUSES] : status ? [status] : [];
  const conditions = [
    visibleRow(ctx),
    matches(q),
    ...(statuses.length ? [Prisma.sql`i.status = ANY(${statuses}::"IncidentStatus"[])`] : []),
    ...(severity ? [Prisma.sql`i.severity = ${severity}::"Severity"`] : []),
    ...(service ? [Prisma.sql`i.service = ${service}`] : []),
    ...(tag ? [Prisma.sql`i.tags @> ARRAY[${tag.toLowerCase()}]`] : []),
    ...(after ? [Prisma.sql`i.number < ${after}`] : []),
  ];
  const rows = await db().$queryRaw<{ number: number }[]>`
    SELECT i.number FROM incident i WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY i.number DESC LIMIT ${limit}`;
  return rows.map(({ number }) => number);
}

function matches(q: string): Prisma.Sql {
  const number = Number(/^#?(\d{1,9})$/.exec(q)?.[1]);
  if (q.startsWith('#') && number) return Prisma.sql`i.number = ${number}`;
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const text = Prisma.sql`(i.title || ' ' || coalesce(i.summary, '')) ILIKE ${pattern}`;
  const found = number ? Prisma.sql`(${text} OR i.number = ${number})` : text;
  if (q.replace(/[^\p{L}\p{N}]/gu, '').length >= INDEXED_LETTERS) return found;
  return Prisma.sql`(${found} AND i.number > (SELECT max(number) FROM incident) - ${NEWEST})`;
}
