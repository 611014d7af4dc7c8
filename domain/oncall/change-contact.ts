import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { mustBeSomeone } from './must-be-someone';
import type { ChangeContact } from './schema';
import { writeMethods } from './write-methods';

/** Changes a contact as it was shown. Throws conflict when someone changed it meanwhile, or the role is another's. */
export async function changeContact(ctx: Context, input: z.output<typeof ChangeContact>): Promise<{ id: string }> {
  authorise(ctx, 'contact.manage');
  const { id, version, methods, user, team = null, ...facts } = input;
  return db().$transaction(async (tx) => {
    if (await tx.contact.count({ where: { role: facts.role, id: { not: id } } })) throw conflict(`${facts.role} has a contact already.`);
    const userId = user ? await mustBeSomeone(tx, user) : null;
    const { count } = await tx.contact.updateMany({ where: { id, version }, data: { ...facts, team, userId, version: { increment: 1 } } });
    if (count === 0)
      throw (await tx.contact.count({ where: { id } }))
        ? conflict('Someone changed this contact meanwhile. Look at it again, then change it.')
        : notFound('This contact');
    await writeMethods(tx, id, methods);
    await recordAudit(tx, ctx, {
      action: 'contact_changed',
      subjectType: 'contact',
      subjectId: id,
      data: { ...facts, team, user: userId, methods },
    });
    return { id };
  });
}
