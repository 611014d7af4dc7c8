import type { Context } from '@/domain/context';
import { visibleRow } from '@/domain/incidents/visible-to';
import { Prisma } from '@/lib/db';
import type { Severity } from '@/prisma/generated/enums';
import { before, plusDays, stepsOf } from './rules';
import type { Period } from './schema';

export type Asked = { period: Period; severity?: Severity; service?: string };

/** The instant at which a date begins in the period's zone. */
const beginning = (date: string, { zone }: Period) => Prisma.sql`(${date}::date::timestamp AT TIME ZONE ${zone})`;

/** Of the tallies `i`: which step of the period it belongs to, from 1; 0 for the period before. Steps are those of the zone's own days. */
export function stepOf({ period }: Asked): Prisma.Sql {
  const starts = [period.from, ...stepsOf(period).slice(1)];
  return Prisma.sql`width_bucket(i."declaredAt", ARRAY(
    SELECT start::date::timestamp AT TIME ZONE ${period.zone} FROM unnest(${starts}::text[]) WITH ORDINALITY AS steps (start, place) ORDER BY place))`;
}

/** Which of the tallies `i` are meant: declared in the period (or, with `withPrevious`, in the one before too) and visible to the caller. */
export function counted(ctx: Context, { period, severity, service }: Asked, withPrevious = true): Prisma.Sql {
  const first = withPrevious ? before(period).from : period.from;
  const conditions = [
    Prisma.sql`i."declaredAt" >= ${beginning(first, period)} AND i."declaredAt" < ${beginning(plusDays(period.to, 1), period)}`,
    visibleRow(ctx),
    ...(severity ? [Prisma.sql`i.severity = ${severity}::"Severity"`] : []),
    ...(service ? [Prisma.sql`i.service = ${service}`] : []),
  ];
  return Prisma.join(conditions, ' AND ');
}
