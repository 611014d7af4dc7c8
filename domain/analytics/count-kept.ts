import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, countedInStep, stepsAsked } from './counted';
import { startOfStep } from './rules';
import type { CellOfKept } from './schema';

type Row = Omit<CellOfKept, 'start'> & { step: number };

/** What was kept and missed in the incidents of the period and of the one before: those alike in their missed clocks are one row. */
export async function countKept(ctx: Context, asked: Asked): Promise<CellOfKept[]> {
  authorise(ctx, 'incident.read');
  const rows = await db().$queryRaw<Row[]>`
    SELECT steps.step, cell.* FROM ${stepsAsked(asked)} CROSS JOIN LATERAL (
      SELECT i."clocksMissed", count(*)::int AS count, sum(i."promisesKept")::int AS "promisesKept",
        sum(i."promisesBroken")::int AS "promisesBroken"
      FROM incident_tally i WHERE (i."clocksMissed" <> '{}' OR i."promisesKept" > 0 OR i."promisesBroken" > 0) AND ${countedInStep(ctx, asked)}
      GROUP BY 1) cell`;
  return rows.map(({ step, ...cell }) => ({ ...cell, start: startOfStep(asked.period, step) }));
}
