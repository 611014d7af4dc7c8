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

/** As authorise, for what only a signed-in person has: a session, a password. Gives the user's id; an API key is refused. */
export function authoriseUser(ctx: Context, permission: Permission): string {
  authorise(ctx, permission);
  if (ctx.actor.kind !== 'user' || !ctx.actor.id)
    throw new DomainError('forbidden', 'Only a signed-in person can do this, not an API key.');
  return ctx.actor.id;
}

/** The first line of the few verbs whose right is not a role but what the caller brings: a password, a link's secret. `nothing` tells nobody anything. */
export const admitAnyone = (_right: 'password' | 'link' | 'identity provider' | 'nothing'): void => {};
