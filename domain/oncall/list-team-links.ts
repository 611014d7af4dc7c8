import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { TeamLinkView } from './schema';

/** Where the team looks: chat, dashboard, status page. */
export async function listTeamLinks(ctx: Context): Promise<TeamLinkView[]> {
  authorise(ctx, 'contact.read');
  return db().teamLink.findMany({ orderBy: [{ position: 'asc' }, { label: 'asc' }], select: { id: true, label: true, url: true } });
}
