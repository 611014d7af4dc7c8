import type { Tx } from '@/lib/db';
import type { WithProcedures } from './timeline-event';

/** What an event says that ends an incident, or takes it up again, of the procedures begun in it, oldest first; nothing without any. */
export async function haltedProcedures(tx: Tx, incidentId: string): Promise<WithProcedures> {
  const begun = await tx.procedureRun.findMany({
    where: { incidentId, state: 'running' },
    orderBy: { startedAt: 'asc' },
    select: { title: true },
  });
  return begun.length ? { procedures: begun.map(({ title }) => title) } : {};
}
