import { expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { changeRestriction } from '@/domain/incidents/change-restriction';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { makeRun } from '@/test/make-run';
import { person } from '@/test/people';
import { addActionItem } from './add-action-item';
import { changeActionItem } from './change-action-item';
import { changeTracker } from './change-tracker';
import { finishActionItem } from './finish-action-item';
import { getActionItem } from './get-action-item';
import { getTracker } from './get-tracker';
import { listActionItems } from './list-action-items';
import { proposeActionItems } from './propose-action-items';
import { reopenActionItem } from './reopen-action-item';
import { sweepOverdue } from './sweep-overdue';
import { verifyActionItem } from './verify-action-item';

process.env.SMTP_URL = 'smtp://127.0.0.1:1';
useTestDatabase();
const ana = person('Ana', 'responder');
const bo = person('Bo', 'responder');
const viewer = person('Vi', 'viewer');
const admin = person('Ada', 'admin');

const declared = async (facts: object = {}) => (await declareIncident(ana, { title: 'Reports fail', severity: 'P1', ...facts })).number;
const typesOf = async (number: number) => (await listTimeline(admin, { number })).items.slice(1).map(({ type }) => type);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? `${error.code}: ${error.details?.[0]?.field ?? error.message}` : String(error)),
  );
const PROOF = { verifyRunbook: 'oatie-reports/pool', verifyBlock: 'connections' };

test('an item is agreed, given to someone, done, proven by its diagnostic and taken up again, and the timeline says so', async () => {
  const incident = await declared();
  const cy = await makePerson(['responder'], { name: 'Cy' });
  await db().reviewPolicy.updateMany({ where: { severity: 'P1' }, data: { actionItemDays: 14 } });
  const { number: item, revision, dueAt } = await addActionItem(ana, { incident, title: 'Cap the pool', kind: 'prevent', ...PROOF });
  expect(Date.parse(dueAt as string) - Date.now()).toBeGreaterThan(13.9 * 86_400_000);
  const changed = await changeActionItem(bo, { item, revision, owner: cy.email, dueAt: null });
  expect(changed).toMatchObject({
    state: 'open',
    source: 'resolution',
    severity: 'P1',
    owner: { name: 'Cy' },
    dueAt: null,
    overdue: false,
  });
  expect(await finishActionItem(bo, { item })).toMatchObject({ state: 'done', doneBy: 'Bo' });
  const run = await makeRun(incident, { runbook: PROOF.verifyRunbook, block: PROOF.verifyBlock });
  expect(await verifyActionItem(ana, { item, run })).toMatchObject({
    state: 'verified',
    verifiedBy: 'Ana',
    verifyingRun: { id: run, verdict: 'ok' },
  });
  expect(await reopenActionItem(ana, { item, reason: 'it came back' })).toMatchObject({ state: 'open', verifyingRun: null, doneAt: null });
  expect(await verifyActionItem(ana, { item, run })).toMatchObject({ state: 'verified', doneBy: 'Ana' });
  expect(await typesOf(incident)).toEqual([
    'action_item_added',
    'action_item_done',
    'action_item_verified',
    'action_item_reopened',
    'action_item_verified',
  ]);
});

test('only a run of its diagnostic that ended ok since verifies an item', async () => {
  const incident = await declared();
  const old = await makeRun(incident, { runbook: PROOF.verifyRunbook, block: PROOF.verifyBlock });
  await db().run.update({ where: { id: old }, data: { queuedAt: new Date(Date.now() - 60_000) } });
  const { number: item } = await addActionItem(ana, { incident, title: 'Cap the pool', kind: 'prevent', ...PROOF });
  const failed = await makeRun(incident, { runbook: PROOF.verifyRunbook, block: PROOF.verifyBlock, verdict: 'fail', state: 'failed' });
  const other = await makeRun(incident, { runbook: PROOF.verifyRunbook, block: 'another' });
  for (const run of [undefined, old, failed, other])
    expect(await refusal(verifyActionItem(ana, { item, ...(run ? { run } : {}) }))).toBe('invalid: run');
  expect(await getActionItem(viewer, item)).toMatchObject({ state: 'open', verifyingRun: null });
  const { number: plain } = await addActionItem(ana, { incident, title: 'Tell the vendor', kind: 'mitigate' });
  expect(await refusal(verifyActionItem(ana, { item: plain }))).toMatch(/^conflict: .*still open/);
});

test('a run that the caller may not know of proves nothing, and is not told', async () => {
  const incident = await declared();
  const { number: item } = await addActionItem(ana, { incident, title: 'Cap it', kind: 'prevent', ...PROOF });
  const hidden = await declared({ restricted: true });
  const run = await makeRun(hidden, { runbook: PROOF.verifyRunbook, block: PROOF.verifyBlock });
  await expect(verifyActionItem(bo, { item, run })).rejects.toMatchObject({ details: [{ field: 'run', message: 'there is no such run' }] });
});

test('the unpermitted, the repeat, the lost race, and an owner who is not there are refused without a trace', async () => {
  const incident = await declared();
  expect(await refusal(addActionItem(viewer, { incident, title: 'No', kind: 'prevent' }))).toMatch(/^forbidden/);
  const { number: item, revision } = await addActionItem(ana, { incident, title: 'Yes', kind: 'prevent' });
  expect(await refusal(addActionItem(bo, { incident, title: 'Yes', kind: 'detect' }))).toMatch(/^conflict/);
  expect(await refusal(changeActionItem(ana, { item, revision, owner: 'nobody@example.com' }))).toBe('invalid: owner');
  await changeActionItem(ana, { item, revision, title: 'Yes, soon' });
  expect(await refusal(changeActionItem(bo, { item, revision, title: 'Lost' }))).toMatch(/^conflict/);
  await finishActionItem(ana, { item });
  expect(await refusal(finishActionItem(bo, { item }))).toMatch(/^conflict: It is done already, by Ana/);
  expect(await refusal(reopenActionItem(viewer, { item }))).toMatch(/^forbidden/);
  expect(await typesOf(incident)).toEqual(['action_item_added', 'action_item_done']);
});

test('the same key is the same item; with other contents it is a conflict', async () => {
  const incident = await declared();
  const add = (title: string) => addActionItem(ana, { incident, title, kind: 'prevent' }, { idempotencyKey: 'key-of-this-test' });
  const [first, second] = [await add('Once'), await add('Once')];
  expect(second.number).toBe(first.number);
  expect(await refusal(add('Twice'))).toMatch(/^conflict/);
});

test('an item of a restricted incident is not found by those who may not know of it', async () => {
  const incident = await declared();
  const { number: item } = await addActionItem(ana, { incident, title: 'Rotate the key', kind: 'prevent' });
  await changeRestriction(admin, { number: incident, restricted: true, reason: 'a stolen key' });
  expect(await refusal(getActionItem(bo, item))).toMatch(/^not_found/);
  expect(await refusal(finishActionItem(bo, { item }))).toMatch(/^not_found/);
  expect((await listActionItems(bo, { incident })).items).toEqual([]);
  for (const after of [item, 2_000_000]) expect(await refusal(listActionItems(bo, { after }))).toBe('invalid: after');
  for (const knows of [ana, admin]) expect((await listActionItems(knows, { incident })).items).toHaveLength(1);
  expect(await getActionItem(admin, item)).toMatchObject({ title: 'Rotate the key' });
  const dee = await makePerson(['responder'], { name: 'Dee' });
  const { revision } = await getActionItem(ana, item);
  expect(await refusal(changeActionItem(ana, { item, revision, owner: dee.userId }))).toBe('invalid: owner');
});

test('prevention in the resolution proposes items until they are there', async () => {
  const number = await declared();
  await resolveIncident(ana, { number, rootCause: 'Leak', resolution: 'Restart', prevention: '- Cap the pool\n- Alert at 80 %' });
  expect(await proposeActionItems(viewer, number)).toEqual(['Cap the pool', 'Alert at 80 %']);
  await addActionItem(ana, { incident: number, title: 'Cap the pool', kind: 'prevent' });
  expect(await proposeActionItems(viewer, number)).toEqual(['Alert at 80 %']);
});

test('a list begins with what is open and due soonest, by pages that miss nothing', async () => {
  const incident = await declared();
  const at = (day: number) => `2027-01-0${day}T12:00:00.000Z`;
  for (const day of [3, 1, 2]) await addActionItem(ana, { incident, title: `Day ${day}`, kind: 'detect', dueAt: at(day) });
  await addActionItem(ana, { incident, title: 'No day', kind: 'detect', dueAt: null });
  const first = await listActionItems(viewer, { incident, limit: 3 });
  const rest = await listActionItems(viewer, { incident, limit: 3, after: Number(first.nextCursor) });
  expect([...first.items, ...rest.items].map(({ title }) => title)).toEqual(['Day 1', 'Day 2', 'Day 3', 'No day']);
  expect(rest.nextCursor).toBeNull();
});

test('owners of late items are told once a day, by one engine', async () => {
  const incident = await declared();
  const cy = await makePerson(['responder'], { name: 'Late Cy' });
  const item = await addActionItem(ana, { incident, title: 'Late', kind: 'prevent', owner: cy.userId, dueAt: '2026-01-01T00:00:00.000Z' });
  expect(item.overdue).toBe(true);
  const now = new Date();
  const told = await Promise.all([sweepOverdue(now), sweepOverdue(now)]);
  expect(told.reduce((all, one) => all + one, 0)).toBe(1);
  expect(await sweepOverdue(new Date(now.getTime() + 3_600_000))).toBe(0);
  expect(await sweepOverdue(new Date(now.getTime() + 25 * 3_600_000))).toBe(1);
  const mails = await db().delivery.findMany({ where: { recipient: cy.email } });
  expect(mails).toHaveLength(2);
  expect(mails[0]?.subject).toBe(`Action item ${item.number} is overdue`);
});

test('an owner who may no longer know of the incident is told nothing of its item', async () => {
  const incident = await declared();
  const dee = await makePerson(['responder'], { name: 'Dee' });
  await addActionItem(ana, { incident, title: 'Hidden', kind: 'prevent', owner: dee.userId, dueAt: '2026-01-01T00:00:00.000Z' });
  await changeRestriction(admin, { number: incident, restricted: true, reason: 'names' });
  await sweepOverdue();
  expect(await db().delivery.count({ where: { recipient: dee.email } })).toBe(0);
});

test('the tracker is changed by admins, from the version that they read', async () => {
  const { version } = await getTracker(viewer);
  expect(await refusal(changeTracker(ana, { template: 'https://t.example/new', version }))).toMatch(/^forbidden/);
  await changeTracker(admin, { template: 'https://t.example/new?t={title}', version });
  expect(await refusal(changeTracker(admin, { template: '', version }))).toMatch(/^conflict/);
  expect(await getTracker(viewer)).toMatchObject({ template: 'https://t.example/new?t={title}', version: version + 1 });
});
