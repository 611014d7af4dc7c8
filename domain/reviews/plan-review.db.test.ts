import { beforeAll, expect, test } from 'vitest';
import { addParticipant } from '@/domain/incidents/people/add-participant';
import { removeParticipant } from '@/domain/incidents/people/remove-participant';
import { db } from '@/lib/db';
import { makeKeyOf, makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { reviewedIncident } from '@/test/reviewed-incident';
import { getReview } from './get-review';
import { remindAttendees } from './meeting/remind-attendees';
import { planReview } from './plan-review';
import { PlanReview } from './schema';
import { editSection } from './sections/edit-section';
import { approveReview } from './states/approve-review';
import { publishReview } from './states/publish-review';
import { returnReview } from './states/return-review';
import { submitReview } from './states/submit-review';

useTestDatabase();
type Made = Awaited<ReturnType<typeof makePerson>>;
let ana: Made;
let bo: Made;
let dee: Made;
const viewer = person('Vi', 'viewer');
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

beforeAll(async () => {
  Object.assign(process.env, { SMTP_URL: 'smtp://127.0.0.1:9', PUBLIC_URL: 'https://sitrep.example' });
  ana = await makePerson(['responder'], { name: 'Ana', email: 'ana@example.com' });
  bo = await makePerson(['responder', 'commander'], { name: 'Bo', email: 'bo@example.com' });
  await makePerson(['commander'], { name: 'Cai', email: 'cai@example.com' });
  dee = await makePerson(['admin'], { name: 'Dee', email: 'dee@example.com' });
});

const refusal = (promise: Promise<unknown>) => promise.then(String, (error: Error) => error.message);
const revisionOf = async (number: number) => (await getReview(dee, { number })).revision;

/** What the outbox holds about this incident whose subject begins so: for whom. */
async function told(number: number, subject: string): Promise<string[]> {
  const rows = await db().delivery.findMany({
    where: { subject: { startsWith: subject }, body: { contains: `/incidents/${number}/review>` } },
  });
  return rows.map(({ recipient }) => recipient).sort();
}

test('who leads a review and when it is due are changed, recorded, and whoever leads it now is told', async () => {
  const { number } = await reviewedIncident(ana);
  const { id } = await db().incident.findUniqueOrThrow({ where: { number } });
  const dueAt = inDays(3);
  expect(await planReview(ana, { number, lead: 'BO@example.com', dueAt })).toEqual({ lead: 'Bo', dueAt });
  expect(await getReview(viewer, { number })).toMatchObject({ lead: 'Bo', leadId: bo.userId, dueAt, state: 'draft' });
  expect(await told(number, 'You lead the review')).toEqual(['bo@example.com']);
  expect(await planReview(bo, { number, lead: null })).toEqual({ lead: null, dueAt });
  expect(await planReview(bo, { number, lead: bo.userId, dueAt: null })).toEqual({ lead: 'Bo', dueAt: null });
  const recorded = await db().timelineEvent.findMany({ where: { incidentId: id, type: 'review_planned' }, orderBy: { seq: 'asc' } });
  expect(recorded.map(({ actorName, data }) => [actorName, data])).toEqual([
    ['Ana', { lead: { id: bo.userId, name: 'Bo' }, dueAt }],
    ['Bo', { lead: null }],
    ['Bo', { lead: { id: bo.userId, name: 'Bo' }, dueAt: null }],
  ]);
  // Bo knows what Bo did.
  expect(await told(number, 'You lead the review')).toHaveLength(1);
});

test('a plan is refused to who only reads, for what is so already, for whom it cannot be, and once it is published', async () => {
  const { number } = await reviewedIncident(ana);
  await expect(planReview(viewer, { number, lead: null })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await refusal(planReview(bo, { number, lead: ana.userId }))).toBe('It is planned so already.');
  expect(await refusal(planReview(bo, { number, dueAt: inDays(-1) }))).toBe('dueAt: must be in the future');
  expect(await refusal(planReview(bo, { number, dueAt: inDays(400) }))).toBe('dueAt: must be within a year');
  expect(await refusal(planReview(bo, { number, lead: 'nobody@example.com' }))).toContain('lead: nobody who can sign in');
  const reader = await makePerson(['viewer'], { name: 'Rea' });
  expect(await refusal(planReview(bo, { number, lead: reader.userId }))).toContain('lead: Rea may only read');
  expect(PlanReview.safeParse({ number }).error?.issues[0]?.message).toBe('say who leads it, or when it is due');
  await editSection(ana, { number, section: 'lucky', revision: 0, body: 'Lunch.' });
  const { revision } = await submitReview(ana, { number, revision: await revisionOf(number) });
  await approveReview(bo, { number, revision });
  // Not its words: the approval stays.
  await planReview(ana, { number, dueAt: inDays(2) });
  await publishReview(ana, { number, revision });
  expect(await refusal(planReview(ana, { number, lead: null }))).toContain('It is published');
});

test('an overdue review that is planned anew is overdue anew, for whoever leads it then', async () => {
  const { number } = await reviewedIncident(ana);
  const { id: incidentId } = await db().incident.findUniqueOrThrow({ where: { number } });
  const pass = () => db().review.update({ where: { incidentId }, data: { dueAt: new Date(Date.now() - 1_000) } });
  await pass();
  await remindAttendees();
  await planReview(ana, { number, lead: bo.userId });
  await remindAttendees();
  expect(await told(number, `The review of #${number} is overdue`)).toEqual(['ana@example.com', 'bo@example.com']);
  await planReview(ana, { number, dueAt: inDays(1) });
  await pass();
  await remindAttendees();
  expect(await told(number, `The review of #${number} is overdue`)).toEqual(['ana@example.com', 'bo@example.com', 'bo@example.com']);
});

test('who may approve and took part is told that approval was asked for, with the lead; where nobody did, all who may', async () => {
  const { number } = await reviewedIncident(ana);
  await editSection(ana, { number, section: 'lucky', revision: 0, body: 'Lunch.' });
  await submitReview(ana, { number, revision: await revisionOf(number) });
  expect(await told(number, 'Approval asked for')).toEqual(['bo@example.com', 'cai@example.com', 'dee@example.com']);
  await returnReview(bo, { number, reason: 'Say more.' });
  // Bo took part by returning it. Ana leads it, and asks by a key of her own.
  await submitReview(await makeKeyOf(ana), { number, revision: await revisionOf(number) });
  expect(await told(number, 'Approval asked for')).toEqual(['bo@example.com', 'bo@example.com', 'cai@example.com', 'dee@example.com']);
  await returnReview(bo, { number, reason: 'Say more.' });
  await submitReview(bo, { number, revision: await revisionOf(number) });
  expect((await told(number, 'Approval asked for'))[0]).toBe('ana@example.com');
});

test('of a restricted incident only who may know of it leads the review or is told of it', async () => {
  const { number } = await reviewedIncident(dee, { restricted: true });
  expect(await refusal(planReview(dee, { number, lead: bo.userId }))).toContain('lead: Bo does not take part');
  await expect(planReview(bo, { number, lead: null })).rejects.toMatchObject({ code: 'not_found' });
  await addParticipant(dee, { number, user: ana.userId });
  await planReview(dee, { number, lead: ana.userId });
  await removeParticipant(dee, { number, participant: ana.userId });
  await submitReview(dee, { number, revision: await revisionOf(number) });
  expect(await told(number, 'Approval asked for')).toEqual([]);
});
