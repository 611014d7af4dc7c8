import { systemContext } from '@/domain/context';
import { queueDelivery } from '@/domain/deliveries/queue-delivery';
import { db } from '@/lib/db';
import { recordEvent } from '../record-event';
import { clocksNow } from './clocks-now';
import { newCrossings, nextCrossingAt } from './crossings';
import { nudges } from './nudge';

const BATCH = 100;
/** One whose clocks cannot be read waits, so that it does not hold up the rest. */
const PUT_OFF_SECONDS = 60;

const clockwork = systemContext();

/**
 * Looks at the clocks of every incident that is due for it, by the database's clock; engines share the work. Each crossing
 * stands in the timeline once. Returns how many it looked at; throws the first failure once the rest is done.
 */
export async function sweepClocks(): Promise<number> {
  const due = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM incident WHERE "clocksAt" <= now() ORDER BY "clocksAt" LIMIT ${BATCH}`;
  const failures: unknown[] = [];
  for (const { id } of due)
    await lookAtClocks(id).catch(async (error) => {
      failures.push(error);
      await db().$executeRaw`UPDATE incident SET "clocksAt" = now() + make_interval(secs => ${PUT_OFF_SECONDS}) WHERE id = ${id}::uuid`;
    });
  if (failures.length > 0) throw failures[0];
  return due.length;
}

async function lookAtClocks(id: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const locked = await tx.$queryRaw<unknown[]>`
      SELECT id FROM incident WHERE id = ${id}::uuid AND "clocksAt" <= now() FOR NO KEY UPDATE SKIP LOCKED`;
    if (locked.length === 0) return;
    const incident = await tx.incident.findUniqueOrThrow({ where: { id } });
    const { clocks, history, now } = await clocksNow(tx, incident);
    const crossings = newCrossings(clocks, history.events);
    if (crossings.length > 0) await queueDelivery(tx, await nudges(tx, incident, crossings, now));
    for (const crossing of crossings) await recordEvent(tx, clockwork, id, crossing);
    // Recording made it due for another look; this is the later word.
    await tx.incident.update({ where: { id }, data: { clocksAt: nextCrossingAt(clocks) } });
  });
}
