import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { requireKnownVariables } from './known-variables';
import type { ChangeTemplate } from './schema';

/** Makes a new version of a template; the earlier ones are kept. Refuses unknown variables by name, and the second of two who change it at once. */
export async function changeTemplate(ctx: Context, input: z.output<typeof ChangeTemplate>): Promise<{ id: string; version: number }> {
  authorise(ctx, 'template.manage');
  requireKnownVariables(input);
  const { id, version: seen, ...facts } = input;
  const version = seen + 1;
  return db().$transaction(async (tx) => {
    const { count } = await tx.template.updateMany({ where: { id, version: seen }, data: { ...facts, version, updatedAt: new Date() } });
    if (count === 0) {
      const last = await tx.templateVersion.findFirst({ where: { templateId: id }, orderBy: { version: 'desc' } });
      if (!last) throw notFound('This template');
      throw conflict(
        `${last.changedByName} has saved version ${last.version} since. What you wrote is still here: compare it with theirs.`,
      );
    }
    const { subject, body } = facts;
    await tx.templateVersion.create({ data: { templateId: id, version, subject, body, changedByName: ctx.actor.name } });
    await recordAudit(tx, ctx, { action: 'template_changed', subjectType: 'template', subjectId: id, data: { version } });
    return { id, version };
  });
}
