import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { ChangeLevel } from './schema';

/** Says who a level of escalation is and when it is asked. Throws conflict when someone changed it meanwhile. */
export async function changeLevel(ctx: Context, input: z.output<typeof ChangeLevel>): Promise<{ level: number }> {
  authorise(ctx, 'contact.manage');
  const { level, version, ...facts } = input;
  return db().$transaction(async (tx) => {
    const { count } = await tx.escalationLevel.updateMany({ where: { level, version }, data: { ...facts, version: { increment: 1 } } });
    if (count === 0)
      throw (await tx.escalationLevel.count({ where: { level } }))
        ? conflict('Someone changed this level meanwhile. Look at it again, then change it.')
        : notFound(`Level ${level}`);
    await recordAudit(tx, ctx, { action: 'level_changed', subjectType: 'escalation_level', subjectId: String(level), data: facts });
    return { level };
  });
}
