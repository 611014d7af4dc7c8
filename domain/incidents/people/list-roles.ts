import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { visibleTo } from '../visible-to';
import type { RoleView } from './schema';

/** Who had which role from when to when, in that order. */
export async function listRoles(ctx: Context, input: { number: number }): Promise<RoleView[]> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({
    where: { number: input.number, ...visibleTo(ctx) },
    select: { roleAssignments: { orderBy: { assignedAt: 'asc' } } },
  });
  if (!incident) throw notFound(`Incident #${input.number}`);
  return incident.roleAssignments.map(({ role, userId, userName, assignedByName, note, assignedAt, endedAt }) => ({
    role,
    id: userId,
    name: userName,
    assignedBy: assignedByName,
    note,
    assignedAt: assignedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
