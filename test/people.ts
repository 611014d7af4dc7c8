import { randomUUID } from 'node:crypto';
import type { Context } from '@/domain/context';
import type { Role } from '@/prisma/generated/enums';

/** A signed-in person with these roles, as verbs see one. */
export function person(name: string, ...roles: Role[]): Context {
  return { actor: { kind: 'user', id: randomUUID(), name }, roles: new Set(roles), requestId: randomUUID() };
}
