import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { mustBeSomeone } from './must-be-someone';
import type { AddContact } from './schema';
import { writeMethods } from './write-methods';

/** Adds someone to turn to. Throws conflict when the role has a contact, invalid for an account that is not there. */
export async function addContact(ctx: Context, input: z.output<typeof AddContact>): Promise<{ id: string }> {
  authorise(ctx, 'contact.manage');
  const { methods, user, ...facts } = input;
  const id = randomUUID();
  return db().$transaction(async (tx) => {
    const userId = user ? await mustBeSomeone(tx, user) : null;
    const { count } = await tx.contact.createMany({ data: [{ id, ...facts, userId }], skipDuplicates: true });
    if (count === 0) throw conflict(`${facts.role} has a contact already. Change that one, or choose another role.`);
    await writeMethods(tx, id, methods);
    await recordAudit(tx, ctx, { action: 'contact_added', subjectType: 'contact', subjectId: id, data: input });
    return { id };
  });
}
