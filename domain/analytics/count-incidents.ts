import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db, Prisma } from '@/lib/db';
import { type Asked, counted, isCurrent, stepOf } from './counted';
import type { CellOfIncidents } from './schema';

type Row = Omit<CellOfIncidents, 'acknowledgeSeconds' | 'resolveSeconds'> & { acknowledge: string | null; resolve: string | null };

/** Text that holds many numbers is read several times faster than an array of the database is. */
const numbers = (list: string | null): number[] => (list ? list.split(',').map(Number) : []);

/** Acknowledged: since it was declared. Resolved: since it began. Both in whole seconds; what began "later" took none. */
const seconds = (from: Prisma.Sql, to: Prisma.Sql) =>
  Prisma.sql`string_agg(greatest(0, extract(epoch FROM ${to} - ${from})::int)::text, ',') FILTER (WHERE ${to} IS NOT NULL)`;

/** The incidents of the period and of the one before, by step, severity and service, with the times that each took. */
export async function countIncidents(ctx: Context, asked: Asked): Promise<CellOfIncidents[]> {
  authorise(ctx, 'incident.read');
  const rows = await db().$queryRaw<Row[]>`
    SELECT ${isCurrent(asked)} AS current, ${stepOf(asked)} AS start, i.severity, coalesce(i.service, '') AS service, count(*)::int AS count,
      ${seconds(Prisma.sql`i."declaredAt"`, Prisma.sql`i."acknowledgedAt"`)} AS acknowledge,
      ${seconds(Prisma.sql`i."startedAt"`, Prisma.sql`i."resolvedAt"`)} AS resolve
    FROM incident i WHERE ${counted(ctx, asked)} GROUP BY 1, 2, 3, 4`;
  return rows.map(({ acknowledge, resolve, ...cell }) => ({
    ...cell,
    acknowledgeSeconds: numbers(acknowledge),
    resolveSeconds: numbers(resolve),
  }));
}
