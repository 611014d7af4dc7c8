import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { db } from '@/lib/db';
import type { Audience } from '@/prisma/generated/enums';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { listPromises } from './list-promises';
import { sendUpdate } from './send-update';
import { sweepPromises } from './sweep-promises';
import { withdrawPromise } from './withdraw-promise';

process.env.SMTP_URL = 'smtp://127.0.0.1:1';
useTestDatabase();
const cy = person('Cy', 'commander', 'responder');
const viewer = person('Vi', 'viewer');

const declared = async () => (await declareIncident(cy, { title: 'Reports fail', severity: 'P0' })).number;
const say = (number: number, body: string, audience: Audience = 'stakeholders') => sendUpdate(cy, { number, audience, body });
const promisesOf = async (number: number) => (await listPromises(viewer, { number })).items;
const told = async (number: number) =>
  (await listTimeline(viewer, { number })).items.map(({ type }) => type).filter((type) => type.startsWith('promise_'));
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

/** The clock goes on for this incident: its promises are due that much sooner. */
async function pass(number: number, minutes: number): Promise<void> {
  await db()
    .$executeRaw`UPDATE update_promise p SET "dueAt" = "dueAt" - make_interval(mins => ${minutes}) FROM incident i WHERE i.id = p."incidentId" AND i.number = ${number} AND p.state = 'open'`;
  await Promise.all([1, 2, 3].map(() => sweepPromises(systemContext())));
  await sweepPromises(systemContext());
}

test('S2-85: a promise is nudged 5 minutes before, overdue at its time, and the commander told 5 minutes later, each once', async () => {
  const number = await declared();
  const { id: incidentId } = await db().incident.findUniqueOrThrow({ where: { number } });
  const kim = await makePerson(['commander'], { name: 'Kim' });
  await db().roleAssignment.create({
    data: { id: randomUUID(), incidentId, role: 'commander', userId: kim.userId, userName: 'Kim', assignedByName: 'Cy' },
  });
  await say(number, 'Updates every 30 minutes.');
  await pass(number, 24);
  expect(await told(number)).toEqual(['promise_made']);
  await pass(number, 2);
  expect(await told(number)).toEqual(['promise_made', 'promise_nudged']);
  await pass(number, 4);
  expect(await told(number)).toEqual(['promise_made', 'promise_nudged', 'promise_overdue']);
  await pass(number, 5);
  expect(await told(number)).toEqual(['promise_made', 'promise_nudged', 'promise_overdue', 'promise_broken']);
  const { items } = await listTimeline(viewer, { number });
  expect(items.at(-1)).toMatchObject({ actor: { kind: 'system' }, data: { told: { name: 'Kim' } } });
  const mails = await db().delivery.findMany({ where: { incidentId } });
  expect(mails).toMatchObject([{ kind: 'email', recipient: kim.email, subject: `#${number}: an update for stakeholders is overdue` }]);
  expect(await listPromises(viewer, { number })).toMatchObject({ broken: 1, kept: 0, items: [{ state: 'broken', late: true }] });
});

test('after engines were away for long, what is overdue is said at once, without a nudge', async () => {
  const number = await declared();
  await say(number, 'Next update in 20 minutes.');
  await pass(number, 120);
  expect(await told(number)).toEqual(['promise_made', 'promise_overdue', 'promise_broken']);
  expect((await listTimeline(viewer, { number })).items.at(-1)).toMatchObject({ data: { told: null } });
});

test('the next update keeps it, and a cadence makes the next one, though the update does not say so again', async () => {
  const number = await declared();
  await say(number, 'Updates every 30 minutes.');
  const second = await say(number, 'Nothing new.');
  expect(await told(number)).toEqual(['promise_made', 'promise_kept', 'promise_made']);
  const [open, kept] = await promisesOf(number);
  expect(kept).toMatchObject({ state: 'kept', late: false });
  expect(open).toMatchObject({ state: 'open', cadenceMinutes: 30 });
  expect(Date.parse(open?.dueAt ?? '') - Date.parse(second.sentAt ?? '')).toBe(30 * 60_000);
  await pass(number, 31);
  await say(number, 'Nothing new, late.');
  expect((await promisesOf(number)).filter(({ state, late }) => state === 'kept' && late)).toHaveLength(1);
});

test('a broken cadence goes on with the update that comes at last', async () => {
  const number = await declared();
  await say(number, 'Updates every 30 minutes.');
  await pass(number, 40);
  await say(number, 'Sorry.');
  await say(number, 'Again.');
  const { items, broken, kept } = await listPromises(viewer, { number });
  expect([broken, kept, items.filter(({ state }) => state === 'open').length]).toEqual([1, 1, 1]);
});

test('a message to a wider audience keeps the promise to a narrower one, not the other way round', async () => {
  const number = await declared();
  await say(number, 'Next update in 20 minutes.', 'stakeholders');
  await say(number, 'Among us.', 'internal');
  expect((await promisesOf(number))[0]).toMatchObject({ state: 'open' });
  await say(number, 'To everyone.', 'customers');
  expect((await promisesOf(number))[0]).toMatchObject({ state: 'kept' });
});

test('a new promise replaces a cadence', async () => {
  const number = await declared();
  await say(number, 'Updates every 30 minutes.');
  await say(number, 'Next update in 2 hours.');
  const open = (await promisesOf(number)).filter(({ state }) => state === 'open');
  expect(open).toMatchObject([{ cadenceMinutes: null, words: 'Next update in 2 hours.' }]);
});

test('what is quoted promises nothing', async () => {
  const number = await declared();
  await say(number, '> Next update in 20 minutes.\n\n`updates every 30 minutes` is what the page said.');
  expect(await promisesOf(number)).toEqual([]);
});

test('it is withdrawn with a reason, once, and not by everyone', async () => {
  const number = await declared();
  await say(number, 'Next update in 20 minutes.');
  const [open] = await promisesOf(number);
  const input = { number, promise: open?.id ?? '', reason: 'Wrong incident' };
  expect(await refusal(withdrawPromise(viewer, input))).toBe('forbidden');
  expect(await refusal(withdrawPromise(cy, { ...input, number: await declared() }))).toBe('not_found');
  expect(await withdrawPromise(cy, input)).toMatchObject({ state: 'withdrawn' });
  expect(await refusal(withdrawPromise(cy, input))).toBe('conflict');
  expect(await told(number)).toEqual(['promise_made', 'promise_withdrawn']);
});

test('promises end with the incident; a resolution keeps them and makes none', async () => {
  const number = await declared();
  await say(number, 'Updates every 30 minutes.');
  await resolveIncident(cy, { number, rootCause: 'x', resolution: 'y' });
  await pass(number, 60);
  expect(await told(number)).toEqual(['promise_made', 'promise_withdrawn']);

  const other = await declared();
  await say(other, 'Updates every 30 minutes.');
  await sendUpdate(cy, { number: other, audience: 'stakeholders', purpose: 'resolution', body: 'Over. Next update in 20 minutes.' });
  expect(await told(other)).toEqual(['promise_made', 'promise_kept']);
});
