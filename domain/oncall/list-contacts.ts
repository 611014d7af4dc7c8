import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';

export type ContactView = {
  role: string;
  name: string;
  level: number;
  methods: { kind: 'phone' | 'email' | 'slack'; value: string; display: string }[];
};

/** Whom to call, by level, each with their methods in order. */
export async function listContacts(ctx: Context): Promise<ContactView[]> {
  authorise(ctx, 'contact.read');
  return db().contact.findMany({
    orderBy: [{ level: 'asc' }, { role: 'asc' }],
    select: {
      role: true,
      name: true,
      level: true,
      methods: { orderBy: { position: 'asc' }, select: { kind: true, value: true, display: true } },
    },
  });
}
