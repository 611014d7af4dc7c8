import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { queueToEach } from '@/domain/deliveries/queue-delivery';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import { waysToLead } from '@/domain/incidents/people/ways-to-lead';
import { recordEvent } from '@/domain/incidents/record-event';
import { isOpen } from '@/domain/incidents/rules';
import { db, type Tx } from '@/lib/db';
import type { Incident, UpdatePromise } from '@/prisma/generated/client';
import { utcInstant } from './facts/time-words';
import { roomAddress } from './facts/values-of';
import { promiseFacts } from './promises/keep-promises';
import { NUDGE_MINUTES, TELL_COMMANDER_MINUTES } from './rules';

const MOST = 100;
const MINUTE_MS = 60_000;

/**
 * Holds people to what they promised: a nudge before it is due, overdue at its time, the commander told when it is broken; withdrawn
 * when the incident ends. Each step once, by the database's clock, however many engines look.
 */
export async function sweepPromises(ctx: Context): Promise<number> {
  authorise(ctx, 'update.send');
  let looked = 0;
  while (looked < MOST && (await db().$transaction((tx) => stepNext(tx, ctx)))) looked++;
  return looked;
}

async function stepNext(tx: Tx, ctx: Context): Promise<boolean> {
  // Whoever holds the incident may be sending the very update: the next look finds what is left.
  const [found] = await tx.$queryRaw<{ incidentId: string }[]>`
    SELECT i.id AS "incidentId" FROM update_promise p JOIN incident i ON i.id = p."incidentId"
    WHERE p.state = 'open' AND (
      i.status IN ('resolved', 'closed', 'cancelled')
      OR (p."nudgedAt" IS NULL AND p."overdueAt" IS NULL AND p."dueAt" - make_interval(mins => ${NUDGE_MINUTES}) <= now() AND p."dueAt" > now())
      OR (p."overdueAt" IS NULL AND p."dueAt" <= now())
      OR (p."dueAt" + make_interval(mins => ${TELL_COMMANDER_MINUTES}) <= now()))
    ORDER BY p."dueAt" LIMIT 1 FOR NO KEY UPDATE OF i SKIP LOCKED`;
  if (!found) return false;
  const incident = await tx.incident.findUniqueOrThrow({ where: { id: found.incidentId } });
  const now = await databaseNow(tx);
  const open = await tx.updatePromise.findMany({ where: { incidentId: incident.id, state: 'open' }, orderBy: { dueAt: 'asc' } });
  for (const promise of open)
    await (isOpen(incident.status) ? step(tx, ctx, incident, promise, now) : end(tx, ctx, incident, promise, now));
  return open.length > 0;
}

async function step(tx: Tx, ctx: Context, incident: Incident, promise: UpdatePromise, now: Date): Promise<void> {
  const lateMinutes = (now.getTime() - promise.dueAt.getTime()) / MINUTE_MS;
  const record = (type: 'promise_nudged' | 'promise_overdue') => recordEvent(tx, ctx, incident.id, { type, data: promiseFacts(promise) });
  if (lateMinutes < -NUDGE_MINUTES) return;
  if (lateMinutes < 0) {
    if (await mark(tx, promise, { nudgedAt: null }, { nudgedAt: now })) await record('promise_nudged');
    return;
  }
  if (await mark(tx, promise, { overdueAt: null }, { overdueAt: now })) await record('promise_overdue');
  if (lateMinutes >= TELL_COMMANDER_MINUTES && (await mark(tx, promise, {}, { state: 'broken', endedAt: now, commanderToldAt: now })))
    await tellCommander(tx, ctx, incident, promise);
}

/** Changes an open promise under a condition; false when another was quicker. */
async function mark(tx: Tx, { id }: UpdatePromise, when: object, data: object): Promise<boolean> {
  const { count } = await tx.updatePromise.updateMany({ where: { id, state: 'open', ...when }, data });
  return count === 1;
}

/** The commander; without one whoever leads else, and where nobody can be written to the team's channels. */
async function tellCommander(tx: Tx, ctx: Context, incident: Incident, promise: UpdatePromise): Promise<void> {
  const { person, ways } = await waysToLead(tx, incident);
  await recordEvent(tx, ctx, incident.id, { type: 'promise_broken', data: { ...promiseFacts(promise), told: person } });
  await queueToEach(tx, ways, {
    key: `promise:${promise.id}:broken`,
    incidentId: incident.id,
    subject: `#${incident.number}: an update for ${promise.audience} is overdue`,
    body: `It was promised for ${utcInstant(promise.dueAt)} and has not been sent.\n\nSend it, or withdraw the promise: <${roomAddress(incident.number)}#updates>`,
  });
}

async function end(tx: Tx, ctx: Context, incident: Incident, promise: UpdatePromise, now: Date): Promise<void> {
  if (!(await mark(tx, promise, {}, { state: 'withdrawn', endedAt: now }))) return;
  const reason = `The incident is ${incident.status}.`;
  await recordEvent(tx, ctx, incident.id, { type: 'promise_withdrawn', data: { ...promiseFacts(promise), reason } });
}
