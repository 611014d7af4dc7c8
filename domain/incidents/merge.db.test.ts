import { expect, test } from 'vitest';
import { verifyAudit } from '@/domain/audit/verify-audit';
import { systemContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { addNote } from './add-note';
import { changeRestriction } from './change-restriction';
import { declareIncident } from './declare-incident';
import { getIncident } from './get-incident';
import { listMergedTimeline } from './list-merged-timeline';
import { listTimeline } from './list-timeline';
import { mergeIncident } from './merge-incident';
import { assignRole } from './people/assign-role';
import { listParticipants } from './people/list-participants';
import { reopenIncident } from './reopen-incident';
import { resolveIncident } from './resolve-incident';
import { MergeIncident } from './schema';

useTestDatabase();
const ana = person('Ana', 'responder');
const bo = person('Bo', 'responder');
const viewer = person('Vi', 'viewer');
const declare = (title: string, by = ana, facts: object = {}) => declareIncident(by, { title, severity: 'P1', ...facts });
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? `${error.code} ${error.message}` : String(error)),
  );

test('a duplicate ends in the incident that goes on, whose room shows both timelines by time', async () => {
  const survivor = await declare('Reports fail');
  const duplicate = await declare('No reports', bo);
  await addNote(ana, { number: survivor.number, body: 'first here' });
  await addNote(bo, { number: duplicate.number, body: 'then there' });
  expect(await mergeIncident(ana, { number: duplicate.number, into: survivor.number, reason: 'same pool' })).toMatchObject({
    number: survivor.number,
    merged: 1,
  });
  expect(await getIncident(viewer, duplicate.number)).toMatchObject({ status: 'cancelled', mergedInto: survivor.number });
  await addNote(ana, { number: survivor.number, body: 'last here' });

  const { items, nextCursor } = await listMergedTimeline(viewer, { number: survivor.number });
  expect(nextCursor).toBeNull();
  expect(items.map(({ type, seq, incident }) => `${incident ?? 'here'} ${seq} ${type}`)).toEqual([
    'here 1 incident_declared',
    `${duplicate.number} 1 incident_declared`,
    'here 2 note_added',
    `${duplicate.number} 2 note_added`,
    `${duplicate.number} 3 merged_into`,
    'here 3 duplicate_merged',
    'here 4 note_added',
  ]);
  const pages = [await listMergedTimeline(viewer, { number: survivor.number, limit: 3 })];
  for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor)
    pages.push(await listMergedTimeline(viewer, { number: survivor.number, limit: 3, after: Number(next) }));
  expect(pages.flatMap((page) => page.items)).toEqual(items);
  // The plain timeline keeps its own numbers, without gap or repeat.
  expect((await listTimeline(viewer, { number: survivor.number })).items.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect((await verifyAudit(systemContext())).firstBroken).toBeNull();
});

test('people take part where it goes on, and roles go over where they are free', async () => {
  const [cy, di] = [await makePerson(['responder'], { name: 'Cy' }), await makePerson(['responder'], { name: 'Di' })];
  const survivor = await declare('Reports fail');
  const duplicate = await declare('No reports', bo);
  await assignRole(ana, { number: survivor.number, role: 'commander', user: cy.userId, brief: true });
  await assignRole(bo, { number: duplicate.number, role: 'commander', user: di.userId, brief: true });
  await assignRole(bo, { number: duplicate.number, role: 'scribe', user: cy.userId, brief: true });
  const merged = await mergeIncident(ana, { number: duplicate.number, into: survivor.number });
  expect(merged.roles.map(({ role, name }) => `${role} ${name}`)).toEqual(['commander Cy', 'scribe Cy', 'responder Di']);
  expect((await getIncident(ana, duplicate.number)).roles).toEqual([]);
  const names = async (number: number) => (await listParticipants(viewer, { number })).map(({ name }) => name).toSorted();
  expect(await names(survivor.number)).toEqual(['Ana', 'Bo', 'Cy', 'Di']);
  expect(await names(duplicate.number)).toEqual(['Ana', 'Bo', 'Cy', 'Di']);
});

test('what cannot be merged is refused and nothing changes', async () => {
  const [a, b, c, ended] = await Promise.all(['a', 'b', 'c', 'ended'].map((title) => declare(title)));
  const numbers = [a, b, c, ended].map((one) => one?.number ?? 0);
  const [one = 0, two = 0, three = 0, four = 0] = numbers;
  await resolveIncident(ana, { number: four, rootCause: 'x', resolution: 'y' });
  expect(await codeOf(mergeIncident(viewer, { number: one, into: two }))).toMatch(/^forbidden/);
  expect(await codeOf(mergeIncident(ana, { number: one, into: one }))).toMatch(/^invalid/);
  expect(MergeIncident.safeParse({ number: one, into: 0 }).error?.issues[0]?.message).toBe('choose the incident that goes on');
  expect(await codeOf(mergeIncident(ana, { number: one, into: 999_999 }))).toMatch(/^not_found/);
  expect(await codeOf(mergeIncident(ana, { number: one, into: four }))).toMatch(/^conflict .*open/);
  expect(await codeOf(mergeIncident(ana, { number: four, into: one }))).toMatch(/^conflict .*resolved/);
  await mergeIncident(ana, { number: one, into: two });
  expect(await codeOf(mergeIncident(ana, { number: one, into: three }))).toMatch(/^conflict It was merged already/);
  expect(await codeOf(mergeIncident(ana, { number: two, into: one }))).toMatch(/^conflict .*itself merged/);
  expect(await codeOf(reopenIncident(ana, { number: one }))).toMatch(/^conflict .*reopen that one/);
  await mergeIncident(ana, { number: two, into: three });
  expect(new Set((await listMergedTimeline(ana, { number: three })).items.map(({ incident }) => incident))).toEqual(
    new Set([one, two, undefined]),
  );
});

test('two who merge the same pair into each other do not wait for ever: one does', async () => {
  const [a, b] = [await declare('a'), await declare('b')];
  const both = await Promise.all([
    codeOf(mergeIncident(ana, { number: a.number, into: b.number })),
    codeOf(mergeIncident(bo, { number: b.number, into: a.number })),
  ]);
  expect(both.map((code) => code.split(' ')[0]).toSorted()).toEqual(['conflict', 'done']);
});

test('a restricted one does not tell of itself by a merge, and duplicates are restricted together', async () => {
  const commander = await makePerson(['commander'], { name: 'Co' });
  const open = await declare('Reports fail');
  const breach = await declare('Someone is inside', ana, { kind: 'security_breach' });
  expect(breach.restricted).toBe(true);
  expect(await codeOf(mergeIncident(bo, { number: open.number, into: breach.number }))).toMatch(/^not_found/);
  expect(await codeOf(mergeIncident(ana, { number: open.number, into: breach.number }))).toMatch(/^conflict .*Restrict/);
  expect(await codeOf(mergeIncident(ana, { number: breach.number, into: open.number }))).toMatch(/^conflict .*Restrict/);
  const duplicate = await declare('No reports', bo);
  await mergeIncident(bo, { number: duplicate.number, into: open.number });
  await changeRestriction(commander, { number: open.number, restricted: true, reason: 'customer data' });
  for (const { number } of [open, duplicate]) {
    expect(await codeOf(getIncident(viewer, number))).toMatch(/^not_found/);
    expect(await getIncident(bo, number)).toMatchObject({ restricted: true });
    expect((await listTimeline(commander, { number })).items.at(-1)).toMatchObject({ type: 'restriction_changed' });
  }
  expect(await codeOf(changeRestriction(commander, { number: duplicate.number, restricted: false, reason: 'x' }))).toMatch(/^conflict/);
});
