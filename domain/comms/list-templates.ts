import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { Audience, TemplatePurpose } from '@/prisma/generated/enums';

export type TemplateView = {
  id: string;
  purpose: TemplatePurpose;
  audience: Audience;
  name: string;
  subject: string;
  body: string;
  version: number;
  updatedAt: string;
  archived: boolean;
};

/** The message templates in use, by purpose and name; their {{variables}} are not filled in yet. */
export async function listTemplates(ctx: Context, input: { archived?: boolean } = {}): Promise<TemplateView[]> {
  authorise(ctx, 'template.read');
  const rows = await db().template.findMany({
    where: input.archived ? {} : { archivedAt: null },
    orderBy: [{ purpose: 'asc' }, { name: 'asc' }],
  });
  return rows.map(({ updatedAt, archivedAt, ...row }) => ({ ...row, updatedAt: updatedAt.toISOString(), archived: archivedAt !== null }));
}
