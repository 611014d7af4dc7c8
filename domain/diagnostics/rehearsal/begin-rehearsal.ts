import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import { rehearsableBlocks } from './rehearsable-blocks';

/** Writes a rehearsal with all that is to be run in it; false when one is under way. Of the verbs and the sweep that begin one. */
export async function beginRehearsal(tx: Tx, by: Context, exceptTargets: readonly string[]): Promise<boolean> {
  const blocks = await rehearsableBlocks(exceptTargets);
  const waiting = blocks.map(({ runbook, block }) => ({ runbook, block: block.id }));
  const id = randomUUID();
  const made = await tx.$executeRaw`
    INSERT INTO rehearsal (id, "startedByName", total, waiting) VALUES (${id}::uuid, ${by.actor.name}, ${waiting.length}, ${JSON.stringify(waiting)}::jsonb)
    ON CONFLICT DO NOTHING`;
  if (made === 0) return false;
  await recordAudit(tx, by, { action: 'rehearsal_started', subjectType: 'rehearsal', subjectId: id, data: { blocks: waiting.length } });
  return true;
}
