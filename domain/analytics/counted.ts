import type { Context } from '@/domain/context';
import { visibleRow } from '@/domain/incidents/visible-to';
import { Prisma } from '@/lib/db';
import type { Severity } from '@/prisma/generated/enums';
import { before, plusDays, stepsOf } from './rules';
import type { Period } from './schema';

export type Asked = { period: Period; severity?: Severity; service?: string };

/** The instant at which a date begins in the period's zone. */
const beginning = (date: Prisma.Sql, { zone }: Period) => Prisma.sql`(${date}::date::timestamp AT TIME ZONE ${zone})`;

/**
 * The steps of the period, by the zone's own days: from 1 on, and 0 for the period before. What is counted by step is counted in each by
 * itself, joined to it laterally: grouped in one go, all the rows would be sorted on disk first.
 */
export function stepsAsked({ period }: Asked): Prisma.Sql {
  const starts = [before(period).from, period.from, ...stepsOf(period).slice(1), plusDays(period.to, 1)];
  const at = beginning(Prisma.sql`start`, period);
  return Prisma.sql`(SELECT (place - 1)::int AS step, ${at} AS "fromAt", lead(${at}) OVER (ORDER BY place) AS "toAt"
    FROM unnest(${starts}::text[]) WITH ORDINALITY AS named (start, place)) steps`;
}

/** Which of the tallies `i` are meant of a step of `steps`, visible to the caller. */
export const countedInStep = (ctx: Context, asked: Asked): Prisma.Sql =>
  Prisma.sql`i."declaredAt" >= steps."fromAt" AND i."declaredAt" < steps."toAt" AND ${meant(ctx, asked)}`;

/** Which of the tallies `i` are meant: declared in the period, and visible to the caller. */
export function counted(ctx: Context, asked: Asked): Prisma.Sql {
  const { from, to } = asked.period;
  const [first, end] = [from, plusDays(to, 1)].map((date) => beginning(Prisma.sql`${date}`, asked.period));
  return Prisma.sql`i."declaredAt" >= ${first} AND i."declaredAt" < ${end} AND ${meant(ctx, asked)}`;
}

function meant(ctx: Context, { severity, service }: Asked): Prisma.Sql {
  const conditions = [
    visibleRow(ctx),
    ...(severity ? [Prisma.sql`i.severity = ${severity}::"Severity"`] : []),
    ...(service ? [Prisma.sql`i.service = ${service}`] : []),
  ];
  return Prisma.join(conditions, ' AND ');
}
