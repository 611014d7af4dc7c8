import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';

/** The incident whose review is meant. Throws not_found, for one that the caller may not know of too. */
export async function findIncident(ctx: Context, number: number): Promise<Incident> {
  const incident = await db().incident.findFirst({ where: { number, ...visibleTo(ctx) } });
  if (!incident) throw notFound(`Incident #${number}`);
  return incident;
}
