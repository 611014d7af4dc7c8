import { randomUUID } from 'node:crypto';
import type { Tx } from '@/lib/db';
import type { ContactMethodView } from './schema';

/** Gives a contact these ways to be reached, in this order, and no other. */
export async function writeMethods(tx: Tx, contactId: string, methods: readonly ContactMethodView[]): Promise<void> {
  await tx.contactMethod.deleteMany({ where: { contactId } });
  await tx.contactMethod.createMany({ data: methods.map((method, position) => ({ id: randomUUID(), contactId, position, ...method })) });
}
