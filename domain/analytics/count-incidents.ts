import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, countedInStep, stepsAsked } from './counted';
import { numbersIn, startOfStep } from './rules';
import type { CellOfIncidents } from './schema';

type Row = Omit<CellOfIncidents, 'start' | 'acknowledgeSeconds' | 'resolveSeconds'> & {
  step: number;
  acknowledge: string;
  resolve: string;
};

/** The incidents of the period and of the one before, by step, severity and service, with what each took. */
export async function countIncidents(ctx: Context, asked: Asked): Promise<CellOfIncidents[]> {
  authorise(ctx, 'incident.read');
  const rows = await db().$queryRaw<Row[]>`
    SELECT steps.step, cell.* FROM ${stepsAsked(asked)} CROSS JOIN LATERAL (
      SELECT i.severity, i.service, count(*)::int AS count, array_to_string(array_agg(i."acknowledgeSeconds"), ',') AS acknowledge,
        array_to_string(array_agg(i."resolveSeconds"), ',') AS resolve
      FROM incident_tally i WHERE ${countedInStep(ctx, asked)} GROUP BY 1, 2) cell`;
  return rows.map(({ step, acknowledge, resolve, ...cell }) => ({
    ...cell,
    start: startOfStep(asked.period, step),
    acknowledgeSeconds: numbersIn(acknowledge),
    resolveSeconds: numbersIn(resolve),
  }));
}
