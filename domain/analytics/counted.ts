import type { Context } from '@/domain/context';
import { visibleRow } from '@/domain/incidents/visible-to';
import { Prisma } from '@/lib/db';
import type { Severity } from '@/prisma/generated/enums';
import { before } from './rules';
import type { Period } from './schema';

export type Asked = { period: Period; severity?: Severity; service?: string };

/** The instant at which a date begins in the period's zone. */
const beginning = (date: string, { zone }: Period) => Prisma.sql`(${date}::date::timestamp AT TIME ZONE ${zone})`;
const dayAfter = (date: string, { zone }: Period) => Prisma.sql`((${date}::date + 1)::timestamp AT TIME ZONE ${zone})`;

/** Of the alias `i`: whether it belongs to the period itself rather than to the one before. */
export const isCurrent = ({ period }: Asked): Prisma.Sql => Prisma.sql`(i."declaredAt" >= ${beginning(period.from, period)})`;

/** Of the alias `i`: the first day of its step, as text. Steps are those of the zone's own days. */
export const stepOf = ({ period }: Asked): Prisma.Sql =>
  Prisma.sql`to_char(date_trunc(${period.unit}, i."declaredAt" AT TIME ZONE ${period.zone}), 'YYYY-MM-DD')`;

/**
 * Which incidents are counted, for the alias `i`: declared in the period (or, with `withPrevious`, in the one before), visible to
 * the caller, neither cancelled nor a duplicate of another.
 */
export function counted(ctx: Context, { period, severity, service }: Asked, withPrevious = true): Prisma.Sql {
  const first = withPrevious ? before(period).from : period.from;
  const conditions = [
    Prisma.sql`i."declaredAt" >= ${beginning(first, period)} AND i."declaredAt" < ${dayAfter(period.to, period)}`,
    Prisma.sql`i."mergedIntoId" IS NULL AND i.status <> 'cancelled'`,
    visibleRow(ctx),
    ...(severity ? [Prisma.sql`i.severity = ${severity}::"Severity"`] : []),
    ...(service ? [Prisma.sql`i.service = ${service}`] : []),
  ];
  return Prisma.join(conditions, ' AND ');
}
