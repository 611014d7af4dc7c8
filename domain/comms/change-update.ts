import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import { db, type Prisma, type Tx } from '@/lib/db';
import type { Incident, IncidentUpdate } from '@/prisma/generated/client';
import type { UpdateState } from '@/prisma/generated/enums';
import { fillDraft } from './fill-update';
import type { UpdateView } from './schema';
import { updateView } from './update-view';

type Asked = { number: number; update: string; revision: number };
type Change = {
  /** The states it may be in. */
  from: readonly UpdateState[];
  set: (
    before: IncidentUpdate,
    tx: Tx,
    incident: Incident,
  ) => Prisma.IncidentUpdateUncheckedUpdateManyInput | Promise<Prisma.IncidentUpdateUncheckedUpdateManyInput>;
  events: (before: IncidentUpdate, facts: Awaited<ReturnType<typeof filledFacts>>) => TimelineEvent[];
};

const NOW: Record<UpdateState, string> = {
  draft: 'a draft',
  awaiting_approval: 'waiting for approval',
  scheduled: 'scheduled',
  sent: 'sent',
  cancelled: 'cancelled',
};

/** The facts that every event about an update carries. */
export const updateFacts = ({ id, purpose, audience, subject }: IncidentUpdate) => ({ update: id, purpose, audience, subject });

/** The same of one that is not sent yet, with its subject filled in as far as it can be. */
export async function filledFacts(tx: Tx, incident: Incident, update: IncidentUpdate) {
  const { subject } = await fillDraft(tx, incident, update);
  return { ...updateFacts(update), subject };
}

/** What is said to whoever comes too late. */
export function tooLate(now: IncidentUpdate, asked: { revision: number }, from: readonly UpdateState[]): Error {
  if (now.state === 'sent') return conflict(`It was already sent by ${now.sentByName}. Nothing was sent again.`);
  if (from.includes(now.state) && now.revision !== asked.revision)
    return conflict(`${now.changedByName || now.createdByName} has changed it since. Look at theirs; what you wrote is still here.`);
  if (now.state === 'draft' && now.approvedByName) return conflict(`${now.approvedByName} has approved it already.`);
  if (now.state === 'draft' && now.returnReason) return conflict(`${now.returnedByName} has returned it: ${now.returnReason}`);
  return conflict(`It is ${NOW[now.state]} by now.`);
}

/** Finds an update of this incident, or not_found. */
export async function findUpdate(tx: Tx, incident: Incident, id: string): Promise<IncidentUpdate> {
  const row = await tx.incidentUpdate.findFirst({ where: { id, incidentId: incident.id } });
  if (!row) throw notFound('This update');
  return row;
}

/** The shared movement of the verbs that change an unsent update: lock, change at the revision that was seen, record, all or nothing. */
export async function changeUpdate(ctx: Context, asked: Asked, change: Change): Promise<UpdateView> {
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, asked.number);
    const before = await findUpdate(tx, incident, asked.update);
    const { count } = await tx.incidentUpdate.updateMany({
      where: { id: before.id, revision: asked.revision, state: { in: [...change.from] } },
      data: { ...(await change.set(before, tx, incident)), revision: { increment: 1 } },
    });
    if (count === 0) throw tooLate(before, asked, change.from);
    const after = await findUpdate(tx, incident, before.id);
    const facts = await filledFacts(tx, incident, after);
    for (const event of change.events(before, facts)) await recordEvent(tx, ctx, incident.id, event);
    return updateView(after, []);
  });
}
