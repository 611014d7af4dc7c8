import { beforeAll, expect, test } from 'vitest';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { reviewedIncident } from '@/test/reviewed-incident';
import { editSection } from '../sections/edit-section';
import { listReviews } from './list-reviews';
import { listSimilar } from './list-similar';
import { searchReviews } from './search-reviews';

useTestDatabase();
const DAY_MS = 86_400_000;
let ana: Awaited<ReturnType<typeof makePerson>>;
const viewer = person('Vi', 'viewer');
beforeAll(async () => {
  ana = await makePerson(['responder'], { name: 'Ana' });
});

test('reviews are found: those due, by their words, and beside an incident that is like theirs', async () => {
  const { number } = await reviewedIncident(ana, { title: 'Ledger export stalls at midnight' });
  await editSection(ana, { number, section: 'lucky', revision: 0, body: 'A quixotic cron had paused.' });
  const p2 = (await declareIncident(ana, { title: 'Ledger export stalls again', severity: 'P2' })).number;
  expect((await listReviews(viewer, { state: 'due' })).items.map((line) => line.number)).toContain(number);
  expect(await searchReviews(viewer, { q: 'quixotic cron' })).toMatchObject([
    { number, section: 'Where we got lucky', words: 'A quixotic cron had paused.' },
  ]);
  expect(await searchReviews(viewer, { q: 'quixotic zebra' })).toEqual([]);
  // Five whys begin with it too.
  expect(await searchReviews(viewer, { q: 'kept its connection' })).toMatchObject([{ number, section: 'Root cause' }]);
  expect((await listSimilar(viewer, { number: p2 })).items[0]).toMatchObject({
    number,
    review: 'draft',
    because: expect.arrayContaining(['“ledger”', '“export”']),
  });
});

test('those due soonest come first, opened or not', async () => {
  const wanted = await declareIncident(ana, { title: 'Soon due', severity: 'P0' });
  await resolveIncident(ana, { number: wanted.number, rootCause: 'x', resolution: 'y' });
  await db().incident.update({ where: { number: wanted.number }, data: { resolvedAt: new Date(Date.now() - 4 * DAY_MS) } });
  const { items } = await listReviews(viewer, { state: 'due' });
  expect(items.map(({ number }) => number)).toContain(wanted.number);
  const due = items.map(({ dueAt }) => dueAt ?? 'none');
  expect(due).toEqual([...due].sort());
});
