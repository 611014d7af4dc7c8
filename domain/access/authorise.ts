import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { holds, MATRIX, type Permission } from './matrix';

/** The first line of every verb: throws unauthenticated or forbidden, with the roles that would do. */
export function authorise(ctx: Context, permission: Permission): void {
  if (ctx.actor.kind === 'system') return;
  if (!ctx.actor.id) throw new DomainError('unauthenticated', 'Sign in first.');
  if (!holds(ctx.roles, permission))
    throw new DomainError('forbidden', `You need the role ${MATRIX[permission].join(' or ')} for this. Ask an admin.`);
}
