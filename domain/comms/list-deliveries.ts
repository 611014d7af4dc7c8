import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import type { DeliveryView } from '@/domain/deliveries/schema';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';

const MOST = 500;

/** What was sent, or is being sent, about an incident: each recipient with how far it is, newest first. Throws not_found. */
export async function listDeliveries(ctx: Context, input: { number: number }): Promise<{ items: DeliveryView[] }> {
  authorise(ctx, 'update.read');
  const incident = await db().incident.findFirst({ where: { number: input.number, ...visibleTo(ctx) }, select: { id: true } });
  if (!incident) throw notFound(`Incident #${input.number}`);
  const rows = await db().delivery.findMany({
    where: { incidentId: incident.id },
    orderBy: [{ queuedAt: 'desc' }, { kind: 'asc' }, { recipient: 'asc' }],
    take: MOST,
    include: { channel: { select: { name: true } } },
  });
  return {
    items: rows.map((row) => ({
      id: row.id,
      update: row.updateId,
      kind: row.kind,
      recipient: row.recipient,
      channel: row.channel?.name ?? null,
      subject: row.subject,
      state: row.state,
      attempts: row.attempts,
      maybeRepeated: row.maybeRepeated,
      nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
      lastError: row.lastError,
      queuedAt: row.queuedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
    })),
  };
}
