import { beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { makeKeyOf, makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { reviewedIncident } from '@/test/reviewed-incident';
import { getReview } from './get-review';
import { editSection } from './sections/edit-section';
import { returnReview } from './states/return-review';
import { submitReview } from './states/submit-review';

useTestDatabase();
type Made = Awaited<ReturnType<typeof makePerson>>;
let ana: Made;
let bo: Made;
let dee: Made;

beforeAll(async () => {
  Object.assign(process.env, { SMTP_URL: 'smtp://127.0.0.1:9', PUBLIC_URL: 'https://sitrep.example' });
  ana = await makePerson(['responder'], { name: 'Ana', email: 'ana@example.com' });
  bo = await makePerson(['responder', 'commander'], { name: 'Bo', email: 'bo@example.com' });
  await makePerson(['commander'], { name: 'Cai', email: 'cai@example.com' });
  dee = await makePerson(['admin'], { name: 'Dee', email: 'dee@example.com' });
});

const revisionOf = async (number: number) => (await getReview(dee, { number })).revision;

/** What the outbox holds about this incident whose subject begins so: for whom. */
async function told(number: number, subject: string): Promise<string[]> {
  const rows = await db().delivery.findMany({
    where: { subject: { startsWith: subject }, body: { contains: `/incidents/${number}/review>` } },
  });
  return rows.map(({ recipient }) => recipient).sort();
}

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
