import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { RemoveTeamLink } from './schema';

/** Takes a link of the team off the list. Throws not_found when it is gone already. */
export async function removeTeamLink(ctx: Context, { id }: z.output<typeof RemoveTeamLink>): Promise<{ id: string }> {
  authorise(ctx, 'contact.manage');
  return db().$transaction(async (tx) => {
    const { count } = await tx.teamLink.deleteMany({ where: { id } });
    if (count === 0) throw notFound('This link');
    await recordAudit(tx, ctx, { action: 'team_link_removed', subjectType: 'team_link', subjectId: id });
    return { id };
  });
}
