import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { RemoveContact } from './schema';

/** Takes a contact off the list; what timelines say of them stays. Throws conflict when someone changed it meanwhile. */
export async function removeContact(ctx: Context, { id, version }: z.output<typeof RemoveContact>): Promise<{ id: string }> {
  authorise(ctx, 'contact.manage');
  return db().$transaction(async (tx) => {
    const contact = await tx.contact.findUnique({ where: { id }, select: { role: true, name: true } });
    if (!contact) throw notFound('This contact');
    await tx.contactMethod.deleteMany({ where: { contactId: id } });
    const { count } = await tx.contact.deleteMany({ where: { id, version } });
    if (count === 0) throw conflict('Someone changed this contact meanwhile. Look at it again before you remove it.');
    await recordAudit(tx, ctx, { action: 'contact_removed', subjectType: 'contact', subjectId: id, data: contact });
    return { id };
  });
}
