import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Context } from '@/domain/context';
import { addChannel } from '@/domain/deliveries/add-channel';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { db } from '@/lib/db';
import { person } from '@/test/people';
import { member, runQueued, useWatchedTarget, watchBlock, writeWatch } from '@/test/watched-target';
import { requestRun } from '../request-run';
import { trimHistory } from '../trim-history';
import { addSchedule } from './add-schedule';
import { endSchedule } from './end-schedule';
import { getScheduleHistory } from './get-schedule-history';
import { listSchedules } from './list-schedules';
import { pauseSchedule } from './pause-schedule';
import { resumeSchedule } from './resume-schedule';
import { AddSchedule } from './schema';
import { settleSchedules } from './settle-schedules';
import { startDue } from './start-due';

const target = useWatchedTarget();
let ana: Context;
let cora: Context;
beforeAll(async () => {
  ana = await member('Ana', 'responder');
  cora = await member('Cora', 'commander');
});
afterEach(async () => {
  await db().run.deleteMany();
  await db().schedule.deleteMany();
  await db().delivery.deleteMany();
});

async function asked(block = 'full', more: object = {}) {
  const pace = 'dailyAt' in more ? {} : { everySeconds: 60 };
  return AddSchedule.parse({ ...(await watchBlock(block)), ...pace, ...more });
}
const refusal = (asking: Promise<unknown>) =>
  asking.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
/** As if it were so much later: what ran until now ran in slots of then. */
async function passMinutes(minutes: number): Promise<void> {
  await db().$executeRaw`UPDATE run SET slot = id::text WHERE slot IS NOT NULL`;
  await db()
    .$executeRaw`UPDATE schedule SET "nextAt" = "nextAt" - make_interval(mins => ${minutes}), "noticedAt" = "noticedAt" - make_interval(mins => ${minutes})`;
}
const runs = () => db().run.findMany({ orderBy: { queuedAt: 'asc' } });

/** Starts what is due, runs it, and looks at what it came to. */
async function tick(): Promise<void> {
  await startDue();
  await runQueued();
  await settleSchedules();
}

test('S0-72: every 60 s: two engines that look at once start it once, recorded before it starts', async () => {
  const { id } = await addSchedule(ana, await asked());
  await Promise.all([startDue(), startDue(), startDue()]);
  expect(await runs()).toMatchObject([
    { state: 'queued', origin: 'schedule', scheduleId: id, requestedByName: 'Ana (schedule)', inputs: { word: 'all' } },
  ]);
  expect(await db().auditEntry.findFirst({ where: { action: 'run_requested' }, orderBy: { seq: 'desc' } })).toMatchObject({
    actorName: 'Ana (schedule)',
    data: { block: 'full', inputs: { word: 'all' } },
  });
  expect(await startDue()).toBe(0);
  await tick();
  await passMinutes(1);
  await Promise.all([startDue(), startDue()]);
  expect(await runs()).toHaveLength(2);
  // The same slot again, as an engine would ask that read before the other committed.
  const [first] = await runs();
  await expect(db().run.create({ data: { ...(first as object), id: crypto.randomUUID() } as never })).rejects.toThrow('slot');
});

test('what was missed is left out and not piled up; nor does it start while the run before goes on', async () => {
  const { id } = await addSchedule(ana, await asked());
  await passMinutes(600);
  expect(await startDue()).toBe(0);
  expect(await runs()).toEqual([]);
  const [late] = await listSchedules(ana);
  expect(late).toMatchObject({ skippedTicks: 1 });
  expect(Date.parse(late?.nextAt ?? '')).toBeGreaterThan(Date.now() - 1_000);
  await db().$executeRaw`UPDATE schedule SET "nextAt" = now()`;
  expect(await startDue()).toBe(1);
  await passMinutes(1);
  expect(await startDue()).toBe(0);
  expect((await getScheduleHistory(ana, { id })).schedule.skippedTicks).toBe(2);
  expect(await runs()).toHaveLength(1);
});

test('its history has verdicts and the value that the block hands on', async () => {
  const { id } = await addSchedule(ana, await asked());
  await tick();
  target.share = 97;
  await passMinutes(1);
  await tick();
  expect(await getScheduleHistory(ana, { id })).toMatchObject({
    schedule: { word: 'fail', state: 'active', everySeconds: 60 },
    value: 'share',
    points: [
      { word: 'fail', value: 97 },
      { word: 'ok', value: 40 },
    ],
  });
  expect(await refusal(getScheduleHistory(ana, { id: crypto.randomUUID() }))).toBe('not_found');
});

test('another verdict is told to the team, and stands in the incident that works by the runbook', async () => {
  const admin = person('Ada', 'admin', 'responder');
  await addChannel(admin, { name: 'Team', kind: 'email', audiences: ['internal'], recipients: ['team@example.com'] });
  const incident = await declareIncident(ana, { title: 'Full', severity: 'P2', runbook: 'practice/watch' });
  const { id } = await addSchedule(ana, await asked());
  const told = async () => (await db().delivery.findMany({ orderBy: { queuedAt: 'asc' } })).map(({ subject }) => subject);
  await tick();
  expect(await told()).toEqual([]);
  target.share = 97;
  await passMinutes(1);
  await tick();
  await Promise.all([settleSchedules(), settleSchedules()]);
  expect(await told()).toEqual(['How full on disk: fail']);
  const { items } = await listTimeline(ana, { number: incident.number });
  expect(items.filter(({ type }) => type === 'scheduled_result_changed')).toMatchObject([
    { data: { schedule: id, from: 'ok', to: 'fail' } },
  ]);
  // It flaps: told of again only after a rest, and then where it is.
  for (target.share of [40, 97, 40]) {
    await passMinutes(1);
    await tick();
  }
  expect(await told()).toHaveLength(1);
  await passMinutes(1);
  await db().$executeRaw`UPDATE schedule SET "noticedAt" = now() - interval '16 minutes'`;
  await tick();
  expect(await told()).toEqual(['How full on disk: fail', 'How full on disk: ok']);
});

test('refuses what changes, takes a secret, is production without a commander, or is asked twice', async () => {
  expect(await refusal(addSchedule(person('Vi', 'viewer'), await asked()))).toBe('forbidden');
  expect(await refusal(addSchedule(ana, await asked('change')))).toBe('invalid');
  expect(await refusal(addSchedule(ana, await asked('with-secret', { inputs: { token: 'x' } })))).toBe('invalid');
  for (const block of ['on-production', 'whole']) expect(await refusal(addSchedule(ana, await asked(block)))).toBe('forbidden');
  expect(await refusal(addSchedule(cora, await asked('on-production')))).toBe('done');
  expect(await refusal(addSchedule(ana, { ...(await asked()), contentHash: 'old' }))).toBe('conflict');
  expect(await refusal(addSchedule(ana, await asked()))).toBe('done');
  expect(await refusal(addSchedule(ana, await asked()))).toBe('conflict');
  expect(await refusal(addSchedule(ana, await asked('full', { inputs: { word: 'other' } })))).toBe('done');
  expect(await db().auditEntry.count({ where: { action: 'schedule_added', actorId: ana.actor.id } })).toBeGreaterThan(1);
  for (const wrong of [
    { everySeconds: 5 },
    { dailyAt: '25:00', zone: 'UTC' },
    { dailyAt: '03:10' },
    { dailyAt: '03:10', zone: 'Mars/Base' },
  ])
    expect(AddSchedule.safeParse({ runbook: 'a', block: 'b', contentHash: 'c', ...wrong }).success).toBe(false);
});

test('daily is not due before its time, and a person is held to nothing by it', async () => {
  const { nextAt } = await addSchedule(ana, await asked('full', { dailyAt: '03:10', zone: 'Europe/Berlin' }));
  expect(Date.parse(nextAt ?? '')).toBeGreaterThan(Date.now());
  expect(await startDue()).toBe(0);
  await requestRun(ana, { ...(await watchBlock()), inputs: {} });
  expect(await runs()).toMatchObject([{ origin: 'request', slot: null }]);
});

test('paused, resumed, ended: each once, recorded, by whoever may', async () => {
  const { id } = await addSchedule(ana, await asked());
  const { contentHash } = await asked();
  const viewer = person('Vi', 'viewer');
  for (const asking of [
    pauseSchedule(viewer, { id, reason: 'why' }),
    resumeSchedule(viewer, { id, contentHash }),
    endSchedule(viewer, { id }),
  ])
    expect(await refusal(asking)).toBe('forbidden');
  expect(await refusal(resumeSchedule(ana, { id, contentHash }))).toBe('conflict');
  expect(await pauseSchedule(ana, { id, reason: 'Too noisy' })).toMatchObject({ state: 'paused', pauseReason: 'Too noisy', nextAt: null });
  expect(await refusal(pauseSchedule(ana, { id, reason: 'again' }))).toBe('conflict');
  expect(await startDue()).toBe(0);
  expect(await resumeSchedule(cora, { id, contentHash })).toMatchObject({ state: 'active', createdBy: 'Cora', pauseReason: null });
  expect(await endSchedule(ana, { id })).toMatchObject({ state: 'ended' });
  expect(await refusal(endSchedule(ana, { id }))).toBe('conflict');
  expect([await listSchedules(ana), await listSchedules(ana, { ended: true })]).toMatchObject([[], [{ id }]]);
  const recorded = await db().auditEntry.findMany({ where: { subjectId: id }, orderBy: { seq: 'asc' } });
  expect(recorded.map(({ action }) => action)).toEqual(['schedule_added', 'schedule_paused', 'schedule_resumed', 'schedule_ended']);
});

test('a block that changed stops it until someone has read it as it is, and the team that waits for its results is told', async () => {
  const { id } = await addSchedule(ana, await asked());
  const before = (await asked()).contentHash;
  writeWatch('precisely=very');
  await startDue();
  expect(await runs()).toEqual([]);
  expect(await listSchedules(ana)).toMatchObject([
    { state: 'paused', pauseReason: expect.stringContaining('changed'), changedBy: 'Sitrep' },
  ]);
  await startDue();
  const told = await db().delivery.findMany({ where: { recipient: 'team@example.com' } });
  expect(told).toMatchObject([
    { subject: 'How full on disk does not run by itself any more', body: expect.stringContaining(`/schedules/${id}`) },
  ]);
  expect(await refusal(resumeSchedule(ana, { id, contentHash: before }))).toBe('conflict');
  const { contentHash } = await asked();
  expect(await resumeSchedule(ana, { id, contentHash })).toMatchObject({ state: 'active', contentHash });
  await tick();
  expect(await runs()).toMatchObject([{ state: 'passed' }]);
});

test('it does not outlive the right of whoever set it', async () => {
  const bo = await member('Bo', 'responder');
  await addSchedule(bo, await asked('full', { notice: false }));
  await db().user.update({ where: { id: bo.actor.id ?? '' }, data: { disabledAt: new Date() } });
  expect(await startDue()).toBe(0);
  expect(await listSchedules(ana)).toMatchObject([{ state: 'paused', pauseReason: expect.stringContaining('Bo') }]);
  expect(await db().delivery.count()).toBe(0);
});

test('old results go, but not the newest healthy one, nor what something points to', async () => {
  await addSchedule(ana, await asked('full', { keepDays: 7 }));
  for (target.share of [10, 20, 97, 98, 99]) {
    await tick();
    await passMinutes(1);
  }
  const [first, second, third, fourth, newest] = await runs();
  await db().run.updateMany({ data: { endedAt: new Date(Date.now() - 8 * 86_400_000) } });
  const follows = { run: third?.id ?? '', as: 'verify' } as const;
  const { id: follower } = await requestRun(ana, { ...(await watchBlock()), inputs: {}, follows });
  expect(await trimHistory()).toBe(2);
  const kept = (await runs()).map(({ id }) => id);
  expect(new Set(kept)).toEqual(new Set([second?.id, third?.id, newest?.id, follower]));
  expect(kept).not.toContain(first?.id);
  expect(kept).not.toContain(fourth?.id);
});
