import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { ContactView } from './schema';

/** Whom to call, by level, each with their methods in order. */
export async function listContacts(ctx: Context): Promise<ContactView[]> {
  authorise(ctx, 'contact.read');
  return db().contact.findMany({
    orderBy: [{ level: 'asc' }, { position: 'asc' }, { role: 'asc' }],
    select: {
      id: true,
      role: true,
      name: true,
      level: true,
      team: true,
      areas: true,
      user: { select: { id: true, name: true } },
      version: true,
      methods: { orderBy: { position: 'asc' }, select: { kind: true, value: true, display: true } },
    },
  });
}
