import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { lockIncident } from '../change-incident';
import { recordEvent } from '../record-event';
import { isSingle, ROLE_WORDS } from './rules';
import type { EndRole } from './schema';

/** Ends someone's role without a successor. Of a role that one person has, nobody need be named. */
export async function endRole(ctx: Context, input: z.output<typeof EndRole>): Promise<{ role: string; id: string }> {
  authorise(ctx, 'incident.assign_role');
  const { role, user, email } = input;
  return db().$transaction(async (tx) => {
    const { id: incidentId } = await lockIncident(tx, ctx, input.number);
    const self = isSingle(role) ? undefined : (ctx.actor.id ?? undefined);
    const holder = await tx.roleAssignment.findFirst({
      where: { incidentId, role, endedAt: null, ...(email ? { user: { email } } : { userId: user ?? self }) },
    });
    if (!holder) throw conflict(`${user || email ? 'This person is not' : 'Nobody is'} ${ROLE_WORDS[role]} now.`);
    await tx.roleAssignment.update({ where: { id: holder.id }, data: { endedAt: new Date() } });
    await recordEvent(tx, ctx, incidentId, { type: 'role_ended', data: { role, person: { id: holder.userId, name: holder.userName } } });
    return { role, id: holder.userId };
  });
}
