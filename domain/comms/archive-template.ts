import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { ArchiveTemplate } from './schema';

/** Takes a template out of use, or back into it. It stays with its versions. Throws conflict when it is so already. */
export async function archiveTemplate(ctx: Context, input: z.output<typeof ArchiveTemplate>): Promise<{ id: string; archived: boolean }> {
  authorise(ctx, 'template.manage');
  const { id, archived } = input;
  return db().$transaction(async (tx) => {
    const { count } = await tx.template.updateMany({
      where: { id, archivedAt: archived ? null : { not: null } },
      data: { archivedAt: archived ? new Date() : null },
    });
    if (count === 0) {
      if (!(await tx.template.findUnique({ where: { id }, select: { id: true } }))) throw notFound('This template');
      throw conflict(archived ? 'It is archived already.' : 'It is in use already.');
    }
    await recordAudit(tx, ctx, { action: archived ? 'template_archived' : 'template_restored', subjectType: 'template', subjectId: id });
    return { id, archived };
  });
}
