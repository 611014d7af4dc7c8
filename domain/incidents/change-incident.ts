import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db, type Prisma, type Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { incidentInclude, incidentView } from './incident-view';
import { recordEvent } from './record-event';
import type { IncidentView } from './schema';
import type { TimelineEvent } from './timeline-event';
import { visibleRow } from './visible-to';

type Change = {
  number: number;
  /** What must hold at the moment of writing; checked in the WHERE, never on an earlier read. */
  when: Prisma.IncidentWhereInput;
  set: (before: Incident) => Prisma.IncidentUpdateInput;
  events: (before: Incident, tx: Tx) => TimelineEvent[] | Promise<TimelineEvent[]>;
  /** What else belongs into the same transaction, once it is recorded. */
  also?: (tx: Tx, before: Incident) => Promise<void>;
  /** Why it was refused, given what the incident is now. */
  refusal: (now: Incident) => string;
};

/** The shared movement of the verbs that change an incident: lock, change under a condition, record, all or nothing. */
export async function changeIncident(ctx: Context, change: Change): Promise<IncidentView> {
  return db().$transaction(async (tx) => {
    const before = await lockIncident(tx, ctx, change.number);
    const { count } = await tx.incident.updateMany({
      where: { ...change.when, id: before.id },
      data: change.set(before) as Prisma.IncidentUpdateManyMutationInput,
    });
    if (count === 0) throw conflict(change.refusal(before));
    for (const event of await change.events(before, tx)) await recordEvent(tx, ctx, before.id, event);
    await change.also?.(tx, before);
    return incidentView(await tx.incident.findUniqueOrThrow({ where: { id: before.id }, include: incidentInclude }));
  });
}

/** Locks the incident's row until the transaction ends. Throws not_found, for one that the caller may not know of too. */
export async function lockIncident(tx: Tx, ctx: Context, number: number): Promise<Incident> {
  const [incident] = await tx.$queryRaw<Incident[]>`
    SELECT i.* FROM incident i WHERE i.number = ${number} AND ${visibleRow(ctx)} FOR NO KEY UPDATE`;
  if (!incident) throw notFound(`Incident #${number}`);
  return incident;
}
