import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { findKnowing } from '@/domain/incidents/people/find-knowing';
import type { Person } from '@/domain/incidents/timeline-event';
import type { Tx } from '@/lib/db';
import type { Incident, Review } from '@/prisma/generated/client';
import { changeReview, PUBLISHED } from './change-review';
import { mustCome } from './must-come';
import type { PlanReview } from './schema';
import { tellPeople } from './tell-people';
import { plain } from './words/markdown';
import { utcInstant } from './words/rules';

/**
 * Says who leads a review and until when it is to be published; what is not given stays, null takes it away. Who leads it from now on is
 * told. Refuses who may not write it or not know of the incident, a time that has passed, what is so already, and a published review.
 */
export async function planReview(
  ctx: Context,
  { number, lead: who, dueAt }: z.output<typeof PlanReview>,
): Promise<{ lead: string | null; dueAt: string | null }> {
  authorise(ctx, 'review.edit');
  return changeReview(ctx, number, async (tx, review, incident) => {
    const lead = typeof who === 'string' ? await findLead(tx, incident, who) : who;
    const due = typeof dueAt === 'string' ? new Date(dueAt) : dueAt;
    if (due) mustCome('dueAt', due, new Date());
    const { count } = await tx.review.updateMany({
      where: { id: review.id, state: { not: 'published' }, OR: [...anotherLead(lead), ...anotherDue(due)] },
      data: {
        ...(lead === undefined ? {} : { leadId: lead?.id ?? null, leadName: lead?.name ?? null }),
        ...(due === undefined ? {} : { dueAt: due }),
        overdueToldAt: null,
      },
    });
    if (count === 0) throw conflict(review.state === 'published' ? PUBLISHED : 'It is planned so already.');
    const planned = await tx.review.findUniqueOrThrow({ where: { id: review.id } });
    if (lead && lead.id !== review.leadId && lead.id !== ctx.actor.id) await tellLead(tx, ctx, incident, planned, lead);
    const data = {
      ...(lead === undefined ? {} : { lead }),
      ...(due === undefined ? {} : { dueAt: due?.toISOString() ?? null }),
    };
    return {
      events: [{ type: 'review_planned', data }],
      answer: { lead: planned.leadName, dueAt: planned.dueAt?.toISOString() ?? null },
    };
  });
}

async function findLead(tx: Tx, incident: Incident, who: string): Promise<Person> {
  const { roles, ...lead } = await findKnowing(tx, incident, who, 'lead');
  if (!holds(roles, 'review.edit')) throw invalid('lead', `${lead.name} may only read; an admin can give them the role responder`);
  return lead;
}

/** One that was imported has a lead by name alone. */
const anotherLead = (lead: Person | null | undefined) =>
  lead === undefined ? [] : lead ? [{ leadId: null }, { leadId: { not: lead.id } }] : [{ leadName: { not: null } }];

const anotherDue = (due: Date | null | undefined) =>
  due === undefined ? [] : due ? [{ dueAt: null }, { dueAt: { not: due } }] : [{ dueAt: { not: null } }];

async function tellLead(tx: Tx, ctx: Context, incident: Incident, review: Review, { id }: Person): Promise<void> {
  const due = review.dueAt ? `It is due ${utcInstant(review.dueAt.toISOString())}.` : 'No date is set for it.';
  await tellPeople(tx, incident, review, await tx.user.findMany({ where: { id } }), {
    subject: `You lead the review of #${incident.number}: ${incident.title}`,
    says: `${plain(ctx.actor.name)} gave you the review: you see to it that it is written, approved and published. ${due}`,
    occasion: `led from ${new Date().toISOString()}`,
  });
}
