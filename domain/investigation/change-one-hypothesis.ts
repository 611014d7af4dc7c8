import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db, type Prisma, type Tx } from '@/lib/db';
import type { Hypothesis } from '@/prisma/generated/client';

type Change = {
  hypothesis: string;
  /** What must hold at the moment of writing. */
  when: Prisma.HypothesisWhereInput;
  /** What to write and to record, given the hypothesis as it stands under the lock. */
  become: (tx: Tx, before: Hypothesis) => Promise<{ set: Prisma.HypothesisUncheckedUpdateManyInput; event: TimelineEvent }>;
  /** Why it was refused, given what the hypothesis is now. */
  refusal: (now: Hypothesis) => string;
};

/** The shared movement of the verbs that change a hypothesis: lock its incident, change under a condition, record. */
export async function changeOneHypothesis(ctx: Context, { hypothesis, when, become, refusal }: Change): Promise<{ id: string }> {
  return db().$transaction(async (tx) => {
    const where = { id: hypothesis, incident: visibleTo(ctx) };
    const found = await tx.hypothesis.findFirst({ where, select: { incident: { select: { number: true } } } });
    if (!found) throw notFound(`Hypothesis ${hypothesis}`);
    const incident = await lockIncident(tx, ctx, found.incident.number);
    const before = await tx.hypothesis.findUniqueOrThrow({ where: { id: hypothesis } });
    const { set, event } = await become(tx, before);
    const { count } = await tx.hypothesis.updateMany({ where: { ...when, id: hypothesis }, data: set });
    if (count === 0) throw conflict(refusal(before));
    await recordEvent(tx, ctx, incident.id, event);
    return { id: hypothesis };
  });
}
