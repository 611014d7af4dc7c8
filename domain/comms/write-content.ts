import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import type { Tx } from '@/lib/db';
import type { Template } from '@/prisma/generated/client';
import type { UpdateContent } from './schema';

/** The template of this id as it is now, archived ones too; refuses one that is not there. */
export async function templateNamed(tx: Tx, id: string): Promise<Template> {
  const template = await tx.template.findUnique({ where: { id } });
  if (!template) throw invalid('template', `there is no template ${id}; Settings, Templates lists them`);
  return template;
}

/** The columns that hold what someone wrote, and who did. */
export async function writeContent(tx: Tx, ctx: Context, content: UpdateContent) {
  const template = content.template ? await templateNamed(tx, content.template) : null;
  return {
    purpose: content.purpose,
    audience: content.audience,
    templateId: template?.id ?? null,
    templateVersion: template?.version ?? null,
    subject: content.subject,
    body: content.body,
    variables: content.variables,
    changedById: ctx.actor.id,
    changedByName: ctx.actor.name,
    changedAt: new Date(),
  };
}

/** What any change of the words takes back. */
export const AS_DRAFT = {
  state: 'draft',
  approvedById: null,
  approvedByName: null,
  approvedAt: null,
  scheduledAt: null,
  scheduledByName: null,
} as const;
