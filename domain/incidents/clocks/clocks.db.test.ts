import { beforeAll, expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { db } from '@/lib/db';
import { auditOf } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { moveBack } from '@/test/move-back';
import { person } from '@/test/people';
import { seedPolicies } from '@/test/seed-policies';
import { acknowledgeIncident } from '../acknowledge-incident';
import { addNote } from '../add-note';
import { changeSeverity } from '../change-severity';
import { declareIncident } from '../declare-incident';
import { listTimeline } from '../list-timeline';
import { resolveIncident } from '../resolve-incident';
import { listClocks } from './list-clocks';
import { listNextClocks } from './list-next-clocks';
import { pauseClock } from './pause-clock';
import { CLOCK_EVENTS } from './read-clocks';
import { resumeClock } from './resume-clock';
import type { ClockName } from './schema';
import { sweepClocks } from './sweep-clocks';
import { tellStatusPage } from './tell-status-page';

const database = useTestDatabase();
beforeAll(() => seedPolicies());
const ana = person('Ana', 'responder');
const viewer = person('Vi', 'viewer');

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const declare = async (severity: 'P0' | 'P1' | 'P2' | 'P3' = 'P0') =>
  (await declareIncident(ana, { title: 'Reports fail', severity })).number;
const clock = async (number: number, name: ClockName) => (await listClocks(viewer, { number })).clocks.find((one) => one.clock === name);
const told = async (number: number) =>
  (await listTimeline(ana, { number })).items.flatMap((item) =>
    item.type === 'clock_warned' || item.type === 'clock_overdue' ? [`${item.type} ${item.data.clock}`] : [],
  );
const clocksAt = (number: number) =>
  db()
    .incident.findUniqueOrThrow({ where: { number } })
    .then((row) => row.clocksAt?.getTime() ?? null);
/** Engines look until nothing is left to be looked at. */
const sweepAll = async () => {
  while ((await sweepClocks()) > 0);
};

test('S2-78: a P0 that nobody heeds warns and goes overdue, each once, whoever looks and however often', async () => {
  const number = await declare('P0');
  await sweepAll();
  expect(await told(number)).toEqual([]);
  expect(await clocksAt(number)).toBe(Date.parse((await clock(number, 'acknowledge'))?.warnAt ?? ''));
  await moveBack(database.adminUrl, number, 10);
  await Promise.all([sweepClocks(), sweepClocks(), sweepClocks()]);
  await sweepAll();
  expect(await told(number)).toEqual(['clock_warned acknowledge']);
  await moveBack(database.adminUrl, number, 22);
  await sweepAll();
  expect(await told(number)).toEqual([
    'clock_warned acknowledge',
    'clock_overdue acknowledge',
    'clock_overdue status_page',
    'clock_overdue update',
  ]);
  expect((await listClocks(viewer, { number })).clocks.map(({ clock, state }) => `${clock} ${state}`)).toEqual([
    'acknowledge overdue',
    'status_page overdue',
    'update overdue',
    'resolve running',
  ]);
});

test('an ended incident is not looked at again, and what its clocks came to stays to be read', async () => {
  const number = await declare('P1');
  await acknowledgeIncident(ana, { number });
  await moveBack(database.adminUrl, number, 31);
  await resolveIncident(ana, { number, rootCause: 'x', resolution: 'y' });
  await sweepAll();
  expect(await clocksAt(number)).toBeNull();
  expect(await told(number)).toEqual([]);
  expect(await clock(number, 'update')).toMatchObject({ state: 'missed', kept: 0, missed: 1 });
  expect(await clock(number, 'acknowledge')).toMatchObject({ state: 'met', kept: 1, missed: 0 });
});

test('one incident whose clocks cannot be read does not hold up the others', async () => {
  const [sick, sound] = [await declare('P3'), await declare('P0')];
  await db().businessCalendar.update({ where: { id: 1 }, data: { zone: 'Mars/Olympus' } });
  await expect(sweepClocks()).rejects.toThrow('Mars/Olympus is not known');
  expect(await clocksAt(sound)).toBe(Date.parse((await clock(sound, 'acknowledge'))?.warnAt ?? ''));
  expect(await clocksAt(sick)).toBeGreaterThan(Date.now());
  await db().businessCalendar.update({ where: { id: 1 }, data: { zone: 'UTC' } });
});

test('a change of severity makes the clocks due for another look', async () => {
  const number = await declare('P3');
  await sweepAll();
  await changeSeverity(ana, { number, severity: 'P0', reason: 'all of them' });
  await sweepAll();
  expect(await clock(number, 'acknowledge')).toMatchObject({ state: 'running' });
  expect(await clocksAt(number)).toBe(Date.parse((await clock(number, 'acknowledge'))?.warnAt ?? ''));
});

test('a clock is paused with a reason and goes on, on record; the unpermitted and the repeat are refused', async () => {
  const number = await declare('P1');
  const reason = 'the vendor has it until noon';
  expect(await refusal(pauseClock(viewer, { number, clock: 'update', reason }))).toBe('forbidden');
  expect(await refusal(resumeClock(ana, { number, clock: 'update' }))).toBe('conflict');
  expect(await refusal(pauseClock(ana, { number, clock: 'status_page', reason }))).toBe('conflict');
  await pauseClock(ana, { number, clock: 'update', reason });
  await expect(pauseClock(ana, { number, clock: 'update', reason })).rejects.toThrow(/is paused already: the vendor/);
  await moveBack(database.adminUrl, number, 120);
  await sweepAll();
  expect(await told(number)).toEqual(['clock_overdue acknowledge']);
  expect(await clock(number, 'update')).toMatchObject({ state: 'paused', pauseReason: reason });
  expect(await refusal(resumeClock(viewer, { number, clock: 'update' }))).toBe('forbidden');
  await resumeClock(ana, { number, clock: 'update' });
  expect(await refusal(resumeClock(ana, { number, clock: 'update' }))).toBe('conflict');
  expect(await clock(number, 'update')).toMatchObject({ state: 'running', pausedAt: null });
  const incident = await db().incident.findUniqueOrThrow({ where: { number } });
  expect((await auditOf(incident.id)).map(({ action }) => action)).toEqual(expect.arrayContaining(['clock_paused', 'clock_resumed']));
});

test('a clock that has stopped, and one of an ended incident, is not paused', async () => {
  const number = await declare('P0');
  await acknowledgeIncident(ana, { number });
  expect(await refusal(pauseClock(ana, { number, clock: 'acknowledge', reason: 'x' }))).toBe('conflict');
  await resolveIncident(ana, { number, rootCause: 'x', resolution: 'y' });
  expect(await refusal(pauseClock(ana, { number, clock: 'update', reason: 'x' }))).toBe('conflict');
  expect(await refusal(pauseClock(ana, { number: 999_999, clock: 'update', reason: 'x' }))).toBe('not_found');
});

test('S2-78: saying that the status page tells of it meets that clock, on record; the unpermitted and the repeat are refused', async () => {
  const number = await declare('P0');
  expect(await refusal(tellStatusPage(viewer, { number }))).toBe('forbidden');
  await tellStatusPage(ana, { number, note: 'posted at 14:31' });
  expect(await clock(number, 'status_page')).toMatchObject({ state: 'met', kept: 1 });
  expect((await listTimeline(ana, { number })).items.at(-1)).toMatchObject({ type: 'status_page_told', data: { note: 'posted at 14:31' } });
  expect(await refusal(tellStatusPage(ana, { number }))).toBe('conflict');
  await resolveIncident(ana, { number, rootCause: 'x', resolution: 'y' });
  expect(await refusal(tellStatusPage(ana, { number }))).toBe('conflict');
});

test('of many incidents the next clock is read at once; ended ones and those of others’ restricted incidents are left out', async () => {
  const [p0, p1] = [await declare('P0'), await declare('P1')];
  const done = await declare('P0');
  await resolveIncident(ana, { number: done, rootCause: 'x', resolution: 'y' });
  const secret = (await declareIncident(ana, { title: 'Breach', severity: 'P0', kind: 'security_breach' })).number;
  await acknowledgeIncident(ana, { number: p1 });
  const { byNumber } = await listNextClocks(viewer, { numbers: [p0, p1, done, secret] });
  expect([...byNumber].map(([number, { clock }]) => [number, clock])).toEqual([
    [p0, 'acknowledge'],
    [p1, 'update'],
  ]);
  expect((await listNextClocks(ana, { numbers: [secret] })).byNumber.get(secret)).toMatchObject({ clock: 'acknowledge' });
  expect(await refusal(listClocks(viewer, { number: secret }))).toBe('not_found');
});

test('the database and the calculators name the same events as those that move clocks', async () => {
  const types = [...CLOCK_EVENTS, 'note_added', 'run_ended', 'event_pinned'];
  const rows = await db().$queryRaw<{ type: string }[]>`SELECT type FROM unnest(${types}::text[]) type WHERE moves_clocks(type)`;
  expect(rows.map(({ type }) => type)).toEqual([...CLOCK_EVENTS]);
});

test('a note does not have the clocks looked at', async () => {
  const number = await declare('P1');
  await sweepAll();
  const before = await clocksAt(number);
  await addNote(ana, { number, body: 'Looking.' });
  expect(await clocksAt(number)).toBe(before);
});
