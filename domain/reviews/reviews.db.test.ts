import { beforeAll, expect, test } from 'vitest';
import { addActionItem } from '@/domain/action-items/add-action-item';
import { finishActionItem } from '@/domain/action-items/finish-action-item';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { mergeIncident } from '@/domain/incidents/merge-incident';
import { reopenIncident } from '@/domain/incidents/reopen-incident';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { db } from '@/lib/db';
import { makeKeyOf, makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { reviewedIncident } from '@/test/reviewed-incident';
import { addComment } from './comments/add-comment';
import { settleComment } from './comments/settle-comment';
import { exportReview } from './export-review';
import { listReviews } from './found/list-reviews';
import { searchReviews } from './found/search-reviews';
import { getReview } from './get-review';
import { listReviewTimeline } from './list-review-timeline';
import { addMoment } from './moments/add-moment';
import { openReview } from './open-review';
import { changeReviewPolicy } from './policies/change-review-policy';
import { quoteOutput } from './quotes/quote-output';
import { removeQuote } from './quotes/remove-quote';
import { editSection } from './sections/edit-section';
import { listEdits } from './sections/list-edits';
import { approveReview } from './states/approve-review';
import { publishReview } from './states/publish-review';
import { returnReview } from './states/return-review';
import { submitReview } from './states/submit-review';
import { takeUpReview } from './states/take-up-review';
import { getVersion } from './versions/get-version';
import { listVersions } from './versions/list-versions';

const database = useTestDatabase();
let ana: Awaited<ReturnType<typeof makePerson>>;
let bo: Awaited<ReturnType<typeof makePerson>>;
const viewer = person('Vi', 'viewer');
beforeAll(async () => {
  ana = await makePerson(['responder'], { name: 'Ana' });
  bo = await makePerson(['commander'], { name: 'Bo' });
});

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const says = (promise: Promise<unknown>) => promise.then(String, (error: Error) => error.message);
const typesOf = async (number: number) =>
  (await listTimeline(viewer, { number })).items.map(({ type }) => type).filter((type) => type.startsWith('review_'));
const revisionOf = async (number: number) => (await getReview(viewer, { number })).revision;
const textOf = async (number: number, key: string) =>
  (await getReview(viewer, { number })).sections.find((section) => section.key === key)?.body ?? '';

/** Written by Ana, approved by Bo. */
async function approved(number: number): Promise<number> {
  await editSection(ana, { number, section: 'lucky', revision: 0, body: 'It was lunch time.' });
  const { revision } = await submitReview(ana, { number, revision: await revisionOf(number) });
  await approveReview(bo, { number, revision });
  return revision;
}

test('resolving a P1 opens its review, due by the policy, led by the commander, and drafted from the facts', async () => {
  const { number } = await reviewedIncident(ana);
  const review = await getReview(viewer, { number });
  expect(review).toMatchObject({ state: 'draft', lead: 'Ana', openedBy: 'Ana', kind: 'other', notice: null, meeting: null });
  const days = (Date.parse(review.dueAt ?? '') - Date.parse(review.incident.resolvedAt ?? '')) / 86_400_000;
  expect(Math.round(days)).toBe(7);
  expect(await typesOf(number)).toEqual(['review_opened']);
  expect(await textOf(number, 'root_cause')).toMatch(
    /A job kept its connection open\.[\s\S]*Confirmed: A leak holds the pool\. by Block connections, which came to fail \(\[e\d+\]\(#e\d+\)\)/,
  );
  expect(await textOf(number, 'response')).toMatch(/Block end-idle on oatie-db by Ana[\s\S]*Block connections went from fail to ok/);
  expect(await textOf(number, 'prevention')).toBe('Alert on idle in transaction.');
  expect(await textOf(number, 'lucky')).toBe('');
});

test('a P3 is reviewed only if somebody wants it; an open incident and a duplicate are not; twice is refused', async () => {
  const { number } = await declareIncident(ana, { title: 'A typo', severity: 'P3' });
  expect(await says(openReview(ana, { number }))).toContain('once it is resolved');
  expect((await getReview(viewer, { number })).notice).toContain('not over');
  await resolveIncident(ana, { number, rootCause: 'x', resolution: 'y' });
  expect(await getReview(viewer, { number })).toMatchObject({ state: 'none', notice: null });
  expect(await refusal(openReview(viewer, { number }))).toBe('forbidden');
  await openReview(ana, { number });
  expect(await refusal(openReview(bo, { number }))).toBe('conflict');
  expect(await typesOf(number)).toEqual(['review_opened']);
  const into = (await declareIncident(ana, { title: 'It', severity: 'P1' })).number;
  const duplicate = (await declareIncident(ana, { title: 'The same', severity: 'P1' })).number;
  await mergeIncident(ana, { number: duplicate, into });
  expect(await says(openReview(ana, { number: duplicate }))).toContain('merged into another');
  expect((await getReview(viewer, { number: duplicate })).notice).toContain(`merged into #${into}`);
  const { content } = await exportReview(viewer, { number: into, format: 'json' });
  expect(JSON.parse(content).timeline.filter((event: { incident?: number }) => event.incident === duplicate)).not.toHaveLength(0);
});

test('two who edit one section: the second is told, nothing is lost; drafting anew touches no written word', async () => {
  const { number } = await reviewedIncident(ana);
  await editSection(ana, { number, section: 'summary', revision: 0, body: 'Ana’s words.' });
  expect(await says(editSection(bo, { number, section: 'summary', revision: 0, body: 'Bo’s words.' }))).toContain(
    'Ana has changed “Summary” since',
  );
  await editSection(bo, { number, section: 'summary', revision: 1, body: 'Ana’s words. Bo’s words.' });
  expect((await listEdits(viewer, { number })).items.map(({ body, by }) => [by, body])).toEqual([
    ['Bo', 'Ana’s words. Bo’s words.'],
    ['Ana', 'Ana’s words.'],
  ]);
  await reopenIncident(ana, { number, reason: 'again' });
  await resolveIncident(ana, { number, rootCause: 'Another cause.', resolution: 'Now it holds.' });
  expect(await textOf(number, 'summary')).toBe('Ana’s words. Bo’s words.');
  expect(await textOf(number, 'root_cause')).toContain('Another cause.');
  const { newDrafts } = await getReview(viewer, { number });
  expect(newDrafts.summary).toContain('Now it holds.');
  await editSection(bo, { number, section: 'summary', revision: 2, body: null });
  expect(await textOf(number, 'summary')).toContain('Now it holds.');
  expect(await refusal(editSection(viewer, { number, section: 'summary', revision: 3, body: 'x' }))).toBe('forbidden');
  expect(await refusal(editSection(ana, { number, section: 'data', revision: 0, body: 'x' }))).toBe('invalid');
  await expect(db().$executeRaw`DELETE FROM review_edit`).rejects.toThrow(/append-only/);
});

test('somebody else approves, it is published once, and what was published stays', async () => {
  const { number } = await reviewedIncident(ana);
  expect(await says(publishReview(ana, { number, revision: 1 }))).toContain('It is a draft');
  await editSection(ana, { number, section: 'lucky', revision: 0, body: 'It was lunch time.' });
  const revision = await revisionOf(number);
  expect(await refusal(submitReview(ana, { number, revision: revision - 1 }))).toBe('conflict');
  await submitReview(ana, { number, revision });
  expect(await says(publishReview(ana, { number, revision }))).toContain('Nobody has approved it yet');
  const both = await makePerson(['responder', 'commander'], { name: 'Both' });
  expect(await refusal(approveReview(ana, { number, revision }))).toBe('forbidden');
  await approveReview(bo, { number, revision });
  expect(await says(approveReview(both, { number, revision }))).toContain('Bo has approved it already');
  expect(await publishReview(ana, { number, revision })).toEqual({ version: 1 });
  expect(await says(publishReview(ana, { number, revision }))).toContain('published already, as version 1');
  expect(await says(editSection(ana, { number, section: 'lucky', revision: 1, body: 'No.' }))).toContain('Take it up again');
  await expect(db().$executeRaw`UPDATE review_section SET drafted = 'x'`).rejects.toThrow(/published and does not change/);
  await expect(db().$executeRaw`UPDATE review_version SET version = 9`).rejects.toThrow(/append-only/);
  expect(await takeUpReview(bo, { number })).toEqual({ version: 1 });
  expect(await refusal(takeUpReview(bo, { number }))).toBe('conflict');
  await editSection(bo, { number, section: 'lucky', revision: 1, body: 'It was night.' });
  await submitReview(bo, { number, revision: await revisionOf(number) });
  await approveReview(both, { number, revision: await revisionOf(number) });
  await publishReview(bo, { number, revision: await revisionOf(number) });
  expect((await listVersions(viewer, { number })).items.map(({ version, approvedBy }) => [version, approvedBy])).toEqual([
    [2, 'Both'],
    [1, 'Bo'],
  ]);
  const first = await getVersion(viewer, { number, version: 1 });
  expect(first.sections.find(({ key }) => key === 'lucky')?.body).toBe('It was lunch time.');
  expect(await typesOf(number)).toEqual([
    ...['review_opened', 'review_section_edited', 'review_submitted', 'review_approved', 'review_published', 'review_taken_up'],
    ...['review_section_edited', 'review_submitted', 'review_approved', 'review_published'],
  ]);
});

test('who wrote all of it alone does not approve it, whoever asked', async () => {
  const { number } = await reviewedIncident(ana);
  await editSection(bo, { number, section: 'lucky', revision: 0, body: 'All mine.' });
  const { revision } = await submitReview(ana, { number, revision: await revisionOf(number) });
  for (const alone of [bo, await makeKeyOf(bo)])
    expect(await says(approveReview(alone, { number, revision }))).toContain('You alone wrote it');
  await expect(
    db()
      .$executeRaw`UPDATE review SET "approvedById" = "submittedById", "approvedByName" = 'x', "approvedAt" = now() WHERE state = 'in_review'`,
  ).rejects.toThrow(/review_other_approves/);
});

test('an approval is for the words that were read, and for the end that they tell of', async () => {
  const { number } = await reviewedIncident(ana);
  const revision = await approved(number);
  await editSection(bo, { number, section: 'lucky', revision: 1, body: 'More.' });
  expect(await getReview(viewer, { number })).toMatchObject({ state: 'draft', approvedBy: null });
  expect(await refusal(publishReview(ana, { number, revision }))).toBe('conflict');
  await submitReview(ana, { number, revision: await revisionOf(number) });
  await returnReview(bo, { number, reason: 'Why at noon?' });
  expect((await getReview(viewer, { number })).returned).toEqual({ by: 'Bo', reason: 'Why at noon?' });
  await submitReview(ana, { number, revision: await revisionOf(number) });
  await approveReview(bo, { number, revision: await revisionOf(number) });
  await reopenIncident(ana, { number });
  expect(await says(publishReview(ana, { number, revision: await revisionOf(number) }))).toContain('once it is resolved');
  await resolveIncident(ana, { number, rootCause: 'z', resolution: 'z' });
  expect(await says(publishReview(ana, { number, revision: await revisionOf(number) }))).toContain('reopened since it was approved');
});

test('the page tells what an export tells, without reading every event', async () => {
  const { number } = await reviewedIncident(ana);
  await addMoment(ana, { number, event: { seq: 3 }, description: 'We saw it', heading: '' });
  const same = async () => {
    const { timeline, contentHash: _, ...document } = JSON.parse((await exportReview(ana, { number, format: 'json' })).content);
    expect(await getReview(ana, { number })).toMatchObject(document);
    const page = await listReviewTimeline(ana, { number, after: 0, q: '' });
    expect(page).toMatchObject({ total: timeline.length, nextCursor: null });
    expect(page.items.map(({ seq }) => seq)).toEqual(timeline.map(({ seq }: { seq: number }) => seq));
    expect(document.moments).toMatchObject([{ description: 'We saw it', event: { seq: 3 } }]);
    expect((await listReviewTimeline(ana, { number, after: 0, q: 'ENDING blocks' })).total).toBe(1);
  };
  await same();
  await publishReview(bo, { number, revision: await approved(number) });
  await reopenIncident(bo, { number });
  await same();
});

test('what was agreed before the review was opened is one of its items, and it says which are closed', async () => {
  const { number } = await declareIncident(ana, { title: 'Reports stop', severity: 'P3' });
  const early = await addActionItem(ana, { incident: number, title: 'Cap the pool', kind: 'prevent' });
  await resolveIncident(ana, { number, rootCause: 'A leak', resolution: 'Closed it' });
  await openReview(ana, { number });
  await addActionItem(ana, { incident: number, title: 'Alert sooner', kind: 'detect' });
  await finishActionItem(ana, { item: early.number });
  const { content } = await exportReview(ana, { number, format: 'md' });
  expect(content).toContain('1 of 2 closed.');
  expect(content).toMatch(/- \[x\] A\d+ Cap the pool \(prevent, done on \d+ \w{3} \d{4}\)/);
  expect(content).toMatch(/- \[ \] A\d+ Alert sooner \(detect, open/);
});

test('an export of what was taken up again says which version was published, and claims no approval', async () => {
  const { number } = await reviewedIncident(ana);
  await publishReview(ana, { number, revision: await approved(number) });
  const markdown = async () => (await exportReview(ana, { number, format: 'md' })).content;
  expect(await markdown()).toMatch(/- Published by Ana, .*UTC\n- Approved by Bo\n/);
  await takeUpReview(ana, { number });
  expect(await markdown()).toContain('- Version 1 was published by Ana, ');
  expect(await markdown()).not.toContain('Approved by');
});

test('a published review keeps its facts when the incident goes on', async () => {
  const { number } = await reviewedIncident(ana);
  await publishReview(ana, { number, revision: await approved(number) });
  await reopenIncident(ana, { number });
  const { rootCause, notice, root } = await getReview(viewer, { number }).then((review) => ({
    rootCause: review.incident.rootCause,
    notice: review.notice,
    root: review.sections.find(({ key }) => key === 'root_cause')?.body,
  }));
  expect(rootCause).toBe('A job kept its connection open.');
  expect(root).toContain('A job kept its connection open.');
  expect(notice).toContain('reopened since this was published');
});

test('lines of output are quoted with their hash, and a quote that no longer matches says so', async () => {
  const { number, failing } = await reviewedIncident(ana);
  const asked = { number, section: 'root_cause', run: failing, stream: 'output', from: 1, to: 2, note: '' } as const;
  const { id } = await quoteOutput(ana, asked);
  const shown = async () => (await getReview(viewer, { number })).quoteMatches[id];
  expect((await getReview(viewer, { number })).quotes).toMatchObject([{ lines: 'pid  state\n87   idle in transaction', from: 1, to: 2 }]);
  expect(await shown()).toBe('same');
  expect(await says(quoteOutput(ana, { ...asked, to: 4 }))).toContain('the output has 3 lines');
  const other = await reviewedIncident(ana);
  expect(await refusal(quoteOutput(ana, { ...asked, run: other.failing }))).toBe('invalid');
  expect(await refusal(quoteOutput(viewer, asked))).toBe('forbidden');
  const { Client } = await import('pg');
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query('SET session_replication_role = replica');
  await admin.query(`UPDATE run SET "outputHead" = replace("outputHead", '87', '12') WHERE id = $1`, [failing]);
  expect(await shown()).toBe('changed');
  await admin.end();
  await removeQuote(ana, { number, quote: id });
  expect(await refusal(removeQuote(ana, { number, quote: id }))).toBe('not_found');
});

test('comments are made in every state, settled once, and change no word', async () => {
  const { number } = await reviewedIncident(ana);
  const before = await revisionOf(number);
  const { id: comment } = await addComment(bo, { number, section: 'impact', body: 'How many users?' });
  await settleComment(ana, { number, comment });
  expect(await says(settleComment(bo, { number, comment }))).toContain('Ana has settled it already');
  expect(await refusal(addComment(viewer, { number, section: null, body: 'x' }))).toBe('forbidden');
  const review = await getReview(viewer, { number });
  expect(review.revision).toBe(before);
  expect(review.comments).toMatchObject([{ section: 'impact', body: 'How many users?', by: 'Bo', settledBy: 'Ana' }]);
});

test('what is restricted keeps its review to those who take part, everywhere', async () => {
  const { number } = await reviewedIncident(ana, { title: 'Zircon keys leaked', restricted: true });
  expect(await refusal(getReview(viewer, { number }))).toBe('not_found');
  expect(await refusal(exportReview(bo, { number, format: 'html' }))).toBe('not_found');
  expect(await refusal(editSection(bo, { number, section: 'lucky', revision: 0, body: 'x' }))).toBe('not_found');
  expect((await listReviews(bo, { state: 'all' })).items.map((line) => line.number)).not.toContain(number);
  expect(await searchReviews(bo, { q: 'Zircon keys' })).toEqual([]);
  expect((await getReview(ana, { number })).incident.restricted).toBe(true);
});

test('an admin changes the review policy, under the version that was read', async () => {
  const admin = await makePerson(['admin']);
  const { severity: _, ...policy } = await db().reviewPolicy.findUniqueOrThrow({ where: { severity: 'P2' } });
  await changeReviewPolicy(admin, { severity: 'P2', ...policy, reviewDays: 10 });
  expect(await refusal(changeReviewPolicy(admin, { severity: 'P2', ...policy, reviewDays: 11 }))).toBe('conflict');
  expect(await refusal(changeReviewPolicy(ana, { severity: 'P2', ...policy }))).toBe('forbidden');
  expect(await db().auditEntry.count({ where: { action: 'review_policy_changed' } })).toBe(1);
});
