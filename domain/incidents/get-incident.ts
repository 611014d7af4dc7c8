import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { incidentInclude, incidentView } from './incident-view';
import type { IncidentView } from './schema';
import { visibleTo } from './visible-to';

const MAX_NUMBER = 2_147_483_647;

/** One incident by its number. Throws not_found, for one that the caller may not know of too. */
export async function getIncident(ctx: Context, number: number): Promise<IncidentView> {
  authorise(ctx, 'incident.read');
  const possible = Number.isInteger(number) && number > 0 && number <= MAX_NUMBER;
  const row = possible ? await db().incident.findFirst({ where: { number, ...visibleTo(ctx) }, include: incidentInclude }) : null;
  if (!row) throw notFound(`Incident #${number}`);
  return incidentView(row);
}
