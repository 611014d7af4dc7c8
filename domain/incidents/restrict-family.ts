import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import { notify } from '@/lib/notify';
import type { Incident } from '@/prisma/generated/client';
import { shareParticipants, takePart } from './family';
import { recordEvent } from './record-event';

/**
 * Restricts a locked incident with its duplicates, or opens them, and tells every engine, which cuts off who may no longer
 * read. Whoever restricts stays in.
 */
export async function restrictFamily(
  tx: Tx,
  ctx: Context,
  family: readonly Incident[],
  to: { restricted: boolean; reason: string },
): Promise<void> {
  const ids = family.map(({ id }) => id);
  const { actor } = ctx;
  await shareParticipants(tx, ids);
  if (actor.id) await takePart(tx, ctx, ids, { id: actor.id, name: actor.name, kind: actor.kind });
  await tx.incident.updateMany({ where: { id: { in: ids } }, data: { restricted: to.restricted } });
  for (const { id, number } of family) {
    await recordEvent(tx, ctx, id, { type: 'restriction_changed', data: to });
    await notify(tx, { topic: 'sight', incident: number });
  }
}
