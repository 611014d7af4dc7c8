import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { requireKnownVariables } from './known-variables';
import type { CreateTemplate } from './schema';

/** Adds a template under an id that runbooks can name. Refuses an id that is taken, and unknown variables by name. */
export async function createTemplate(ctx: Context, input: z.output<typeof CreateTemplate>): Promise<{ id: string; version: number }> {
  authorise(ctx, 'template.manage');
  requireKnownVariables(input);
  const { id, subject, body } = input;
  return db().$transaction(async (tx) => {
    const { count } = await tx.template.createMany({ data: [input], skipDuplicates: true });
    if (count === 0) throw conflict(`There is a template ${id} already. Choose another id.`);
    await tx.templateVersion.create({ data: { templateId: id, version: 1, subject, body, changedByName: ctx.actor.name } });
    await recordAudit(tx, ctx, { action: 'template_created', subjectType: 'template', subjectId: id, data: { name: input.name } });
    return { id, version: 1 };
  });
}
