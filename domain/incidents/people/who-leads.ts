import type { Tx } from '@/lib/db';
import type { Incident, User } from '@/prisma/generated/client';

const LEADING_ROLES = ['commander', 'communications_lead'] as const;

/** The commander; without one the communications lead, and without either whoever declared it. Null where none of them can sign in. */
export async function whoLeads(
  tx: Tx,
  { id, declaredById }: Pick<Incident, 'id' | 'declaredById'>,
): Promise<Pick<User, 'id' | 'name' | 'email'> | null> {
  const person = { id: true, name: true, email: true } as const;
  const assigned = await tx.roleAssignment.findMany({
    where: { incidentId: id, endedAt: null, role: { in: [...LEADING_ROLES] }, user: { disabledAt: null } },
    select: { role: true, user: { select: person } },
  });
  const leader = LEADING_ROLES.map((role) => assigned.find((one) => one.role === role)?.user).find(Boolean);
  if (leader || !declaredById) return leader ?? null;
  return tx.user.findFirst({ where: { id: declaredById, disabledAt: null }, select: person });
}
