import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { TemplateView } from './list-templates';

export type TemplateVersionView = { version: number; subject: string; body: string; changedBy: string; changedAt: string };

/** One template with what it was before, newest first. */
export async function getTemplate(ctx: Context, id: string): Promise<TemplateView & { versions: TemplateVersionView[] }> {
  authorise(ctx, 'template.read');
  const row = await db().template.findUnique({ where: { id }, include: { versions: { orderBy: { version: 'desc' }, take: 200 } } });
  if (!row) throw notFound('This template');
  const { versions, updatedAt, archivedAt, ...facts } = row;
  return {
    ...facts,
    updatedAt: updatedAt.toISOString(),
    archived: archivedAt !== null,
    versions: versions.map(({ version, subject, body, changedByName, changedAt }) => ({
      ...{ version, subject, body },
      changedBy: changedByName,
      changedAt: changedAt.toISOString(),
    })),
  };
}
