import { randomUUID } from 'node:crypto';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { Role } from '@/prisma/generated/enums';

/** Makes a user who can sign in, and the context of their request. */
export async function makePerson(
  roles: Role[],
  facts: { name?: string; email?: string; passwordHash?: string | null } = {},
): Promise<Context & { userId: string; email: string }> {
  const id = randomUUID();
  const email = facts.email ?? `${id.slice(0, 8)}@example.com`;
  const name = facts.name ?? `Person ${id.slice(0, 4)}`;
  await db().user.create({
    data: { id, email, name, roles, passwordHash: facts.passwordHash === undefined ? 'unusable' : facts.passwordHash },
  });
  return { actor: { kind: 'user', id, name }, roles: new Set(roles), requestId: 'test', userId: id, email };
}

/** The context of a request by an API key that this person made. */
export async function makeKeyOf(maker: Context & { userId: string }): Promise<Context> {
  const id = randomUUID();
  const roles = [...maker.roles];
  await db().apiKey.create({ data: { id, name: 'script', prefix: 'script', secretHash: id, roles, createdById: maker.userId } });
  return { actor: { kind: 'api_key', id, name: 'script' }, roles: maker.roles, requestId: 'test' };
}

/** The audit's entries about one subject, oldest first. */
export async function auditOf(subjectId: string): Promise<{ action: string; actorName: string; data: unknown }[]> {
  return db().auditEntry.findMany({ where: { subjectId }, orderBy: { seq: 'asc' }, select: { action: true, actorName: true, data: true } });
}
