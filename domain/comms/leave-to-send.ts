import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import type { Audience } from '@/prisma/generated/enums';

/** Customers are told by a commander or an admin, or with the approval of one. */
export function requireLeave(ctx: Context, update: { audience: Audience; approvedAt: Date | null }): void {
  if (update.audience !== 'customers' || update.approvedAt || ctx.actor.kind === 'system') return;
  if (!holds(ctx.roles, 'update.send_to_customers'))
    throw new DomainError(
      'forbidden',
      'Customers are told with the approval of a commander or admin. Save it as a draft and ask for approval.',
    );
}
