import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';

export type TemplateView = { id: string; purpose: string; name: string; subject: string; body: string };

/** The message templates, by purpose and name; their {{variables}} are not filled in yet. */
export async function listTemplates(ctx: Context): Promise<TemplateView[]> {
  authorise(ctx, 'contact.read');
  return db().template.findMany({
    orderBy: [{ purpose: 'asc' }, { name: 'asc' }],
    select: { id: true, purpose: true, name: true, subject: true, body: true },
  });
}
