import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { getIncident } from '@/domain/incidents/get-incident';
import { db } from '@/lib/db';
import { procedureInclude, procedureView } from './procedure-view';
import type { ProcedureView } from './schema';

/** The procedures that are or were carried out in an incident, newest first. Throws not_found. */
export async function listProcedures(ctx: Context, input: { number: number }): Promise<ProcedureView[]> {
  authorise(ctx, 'incident.read');
  const { number } = await getIncident(ctx, input.number);
  const rows = await db().procedureRun.findMany({
    where: { incident: { number } },
    orderBy: { startedAt: 'desc' },
    include: procedureInclude,
  });
  return rows.map(procedureView);
}
