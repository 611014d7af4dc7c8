import { expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { useTestDatabase } from '@/test/database';
import { makeRun } from '@/test/make-run';
import { person } from '@/test/people';
import { addHypothesis } from './add-hypothesis';
import { changeStep } from './change-step';
import { decideHypothesis } from './decide-hypothesis';
import { listSteps } from './list-steps';

useTestDatabase();
const ana = person('Ana', 'responder');
const bo = person('Bo', 'responder');
const viewer = person('Vi', 'viewer');
const RUNBOOK = 'oatie-reports/connection-pool-exhaustion';

const declared = async () => (await declareIncident(ana, { title: 'Reports fail', severity: 'P1' })).number;
const statesOf = async (number: number) => Object.fromEntries((await listSteps(viewer, number)).map(({ step, state }) => [step, state]));
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

test('S4-72: the eight steps, in order; each is begun, done or skipped with a reason, by someone, at a time', async () => {
  const number = await declared();
  const steps = await listSteps(viewer, number);
  expect(steps.map(({ step }) => step)).toEqual(['reproduce', 'isolate', 'collect', 'hypothesise', 'test', 'fix', 'verify', 'document']);
  expect(steps.map(({ state }) => state)).toEqual(['current', ...Array.from({ length: 7 }, () => 'pending')]);
  await changeStep(ana, { number, step: 'reproduce', state: 'done', note: 'every report of more than 10 pages' });
  await changeStep(bo, { number, step: 'isolate', state: 'skipped', note: 'only one service is left' });
  expect(await statesOf(number)).toMatchObject({ reproduce: 'done', isolate: 'skipped', collect: 'current' });
  await changeStep(bo, { number, step: 'fix', state: 'current' });
  await changeStep(bo, { number, step: 'collect', state: 'current' });
  expect(await statesOf(number)).toMatchObject({ collect: 'current', fix: 'pending' });
  await changeStep(ana, { number, step: 'reproduce', state: 'pending' });
  const [first, second] = await listSteps(viewer, number);
  expect(first).toMatchObject({ state: 'pending', changedBy: 'Ana' });
  expect(second).toMatchObject({ state: 'skipped', note: 'only one service is left', changedBy: 'Bo' });
  const { items } = await listTimeline(viewer, { number });
  expect(items[1]).toMatchObject({
    type: 'investigation_step_changed',
    actor: { name: 'Ana' },
    data: { step: 'reproduce', state: 'done', note: 'every report of more than 10 pages' },
  });
  expect(items).toHaveLength(6);
});

test('S4-72: verify cannot be done while the last verification fails', async () => {
  const number = await declared();
  await makeRun(number, { runbook: RUNBOOK, block: 'application-health', follows: 'verify' });
  await makeRun(number, { runbook: RUNBOOK, block: 'application-health', follows: 'verify', state: 'failed', verdict: 'fail' });
  const blocked = (await listSteps(viewer, number)).find(({ step }) => step === 'verify');
  expect(blocked?.blockers).toHaveLength(1);
  expect(await refusal(changeStep(ana, { number, step: 'verify', state: 'done' }))).toBe('conflict');
  expect((await listTimeline(viewer, { number })).items).toHaveLength(1);
  await makeRun(number, { runbook: RUNBOOK, block: 'application-health' });
  await changeStep(ana, { number, step: 'verify', state: 'done' });
  expect(await statesOf(number)).toMatchObject({ verify: 'done' });
});

test('S4-72: verify cannot be done while the diagnostic of the confirmed cause still shows it', async () => {
  const number = await declared();
  const cause = { runbook: RUNBOOK, block: 'held-open' };
  const { id: hypothesis } = await addHypothesis(ana, { number, statement: 'Transactions are left open', ...cause });
  const run = await makeRun(number, { ...cause, state: 'failed', verdict: 'fail' });
  expect(await refusal(changeStep(ana, { number, step: 'verify', state: 'current' }))).toBe('done');
  await decideHypothesis(ana, { hypothesis, outcome: 'confirmed', run });
  await expect(changeStep(ana, { number, step: 'verify', state: 'done' })).rejects.toThrow(/which showed the cause, came to fail/);
  await changeStep(bo, { number, step: 'verify', state: 'skipped', note: 'the vendor verifies' });
  await makeRun(number, cause);
  await changeStep(ana, { number, step: 'verify', state: 'done' });
});

test('the unpermitted, the repeat and a skip without a reason are refused', async () => {
  const number = await declared();
  expect(await refusal(changeStep(viewer, { number, step: 'fix', state: 'done' }))).toBe('forbidden');
  expect(await refusal(changeStep(ana, { number, step: 'fix', state: 'skipped' }))).toBe('invalid');
  expect(await refusal(changeStep(ana, { number, step: 'fix', state: 'pending' }))).toBe('conflict');
  const twice = await Promise.all([ana, bo].map((who) => refusal(changeStep(who, { number, step: 'fix', state: 'done' }))));
  expect(twice.toSorted()).toEqual(['conflict', 'done']);
  expect((await listTimeline(viewer, { number })).items).toHaveLength(2);
  const { number: hidden } = await declareIncident(ana, { title: 'Breach', severity: 'P0', restricted: true });
  expect(await refusal(listSteps(bo, hidden))).toBe('not_found');
  expect(await refusal(changeStep(bo, { number: hidden, step: 'fix', state: 'done' }))).toBe('not_found');
});
