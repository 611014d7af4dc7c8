import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import type { AddTeamLink } from './schema';

/** Adds a place where the team looks during an incident. Throws conflict for a label that is taken. */
export async function addTeamLink(ctx: Context, input: z.output<typeof AddTeamLink>): Promise<{ id: string }> {
  authorise(ctx, 'contact.manage');
  const id = randomUUID();
  return db().$transaction(async (tx) => {
    const position = await tx.teamLink.count();
    const { count } = await tx.teamLink.createMany({ data: [{ id, position, ...input }], skipDuplicates: true });
    if (count === 0) throw conflict(`There is a link called ${input.label} already.`);
    await recordAudit(tx, ctx, { action: 'team_link_added', subjectType: 'team_link', subjectId: id, data: input });
    return { id };
  });
}
