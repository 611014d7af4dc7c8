import { expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { makeRun } from '@/test/make-run';
import { person } from '@/test/people';
import { addHypothesis } from './add-hypothesis';
import { changeHypothesisTest } from './change-hypothesis-test';
import { decideHypothesis } from './decide-hypothesis';
import { listHypotheses } from './list-hypotheses';
import { reopenHypothesis } from './reopen-hypothesis';
import { causesNotNoted } from './rules';
import { testHypothesis } from './test-hypothesis';

useTestDatabase();
const ana = person('Ana', 'responder');
const bo = person('Bo', 'responder');
const viewer = person('Vi', 'viewer');
const TEST = { runbook: 'oatie-reports/connection-pool-exhaustion', block: 'held-open' };

const declared = async () => (await declareIncident(ana, { title: 'Reports fail', severity: 'P1' })).number;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const statement = 'A worker keeps transactions open';

async function supposed(): Promise<{ number: number; hypothesis: string }> {
  const number = await declared();
  const { id } = await addHypothesis(ana, { number, statement, ...TEST });
  return { number, hypothesis: id };
}
const stateOf = async (number: number) => (await listHypotheses(viewer, number))[0];

test('hypothesis board: a hypothesis, the diagnostic that tests it, what it says, and the decision with its run', async () => {
  const { number, hypothesis } = await supposed();
  expect(await stateOf(number)).toMatchObject({
    statement,
    state: 'open',
    createdBy: 'Ana',
    test: { ...TEST, title: 'Transactions left open', target: 'oatie-db', confirmedBy: 'fail', asks: [] },
    run: null,
    proposed: null,
  });
  expect((await stateOf(number))?.test?.contentHash).toMatch(/^[0-9a-f]{64}$/);
  const run = await makeRun(number, { ...TEST, state: 'running' });
  await testHypothesis(bo, { hypothesis, run });
  expect(await stateOf(number)).toMatchObject({ run: { id: run, state: 'running' }, proposed: null });
  await db().run.update({ where: { id: run }, data: { state: 'failed', verdict: 'fail', endedAt: new Date() } });
  expect(await stateOf(number)).toMatchObject({ state: 'open', proposed: 'confirmed' });
  await decideHypothesis(bo, { hypothesis, outcome: 'confirmed', run });
  expect(await stateOf(number)).toMatchObject({ state: 'confirmed', decidedBy: 'Bo', run: { id: run, verdict: 'fail' }, proposed: null });
  const { items } = await listTimeline(viewer, { number });
  expect(items.slice(1).map(({ type, data }) => [type, data])).toEqual([
    ['hypothesis_added', { hypothesis, statement, ...TEST }],
    ['hypothesis_tested', { hypothesis, statement, run }],
    ['hypothesis_decided', { hypothesis, statement, outcome: 'confirmed', run, verdict: 'fail', reason: null }],
  ]);
});

test('S4-44: the five likely causes are noted as hypotheses, each once', async () => {
  const number = await declared();
  expect(causesNotNoted([])).toHaveLength(5);
  const [first = '', ...others] = causesNotNoted([]);
  await addHypothesis(ana, { number, statement: first });
  expect(causesNotNoted(await listHypotheses(viewer, number))).toEqual(others);
  for (const each of others) await addHypothesis(ana, { number, statement: each });
  expect(causesNotNoted(await listHypotheses(viewer, number))).toEqual([]);
});

test('hypothesis board: what another verdict would confirm is refuted by a fail', async () => {
  const number = await declared();
  const { id: hypothesis } = await addHypothesis(ana, { number, statement: 'The pool is fine', ...TEST, confirmedBy: 'ok' });
  const run = await makeRun(number, { ...TEST, state: 'failed', verdict: 'fail' });
  expect(await stateOf(number)).toMatchObject({ run: null, newestRun: { id: run, verdict: 'fail' } });
  await testHypothesis(ana, { hypothesis, run });
  expect(await stateOf(number)).toMatchObject({ proposed: 'refuted' });
  await decideHypothesis(ana, { hypothesis, outcome: 'refuted', run });
  await reopenHypothesis(bo, { hypothesis, reason: 'it was the wrong replica' });
  expect(await stateOf(number)).toMatchObject({ state: 'open', run: null, decidedBy: null });
});

test('evidence is a run of the same incident and the same block, and it has ended', async () => {
  const { number, hypothesis } = await supposed();
  const elsewhere = await makeRun(await declared(), TEST);
  const otherBlock = await makeRun(number, { ...TEST, block: 'connections-by-state' });
  const running = await makeRun(number, { ...TEST, state: 'running' });
  for (const run of [elsewhere, otherBlock]) {
    expect(await refusal(testHypothesis(ana, { hypothesis, run }))).toBe('invalid');
    expect(await refusal(decideHypothesis(ana, { hypothesis, outcome: 'refuted', run, reason: 'sure' }))).toBe('invalid');
  }
  expect(await refusal(decideHypothesis(ana, { hypothesis, outcome: 'refuted', run: running, reason: 'sure' }))).toBe('invalid');
  expect(await stateOf(number)).toMatchObject({ state: 'open', run: null });
  expect((await listTimeline(ana, { number })).items).toHaveLength(2);
});

test('against what the run says, and without a run, a reason is asked for', async () => {
  const { number, hypothesis } = await supposed();
  const run = await makeRun(number, { ...TEST, verdict: 'ok' });
  expect(await refusal(decideHypothesis(ana, { hypothesis, outcome: 'confirmed', run }))).toBe('invalid');
  expect(await refusal(decideHypothesis(ana, { hypothesis, outcome: 'confirmed' }))).toBe('invalid');
  await decideHypothesis(ana, { hypothesis, outcome: 'confirmed', run, reason: 'it comes and goes' });
  expect(await stateOf(number)).toMatchObject({ state: 'confirmed', reason: 'it comes and goes' });
  const { id } = await addHypothesis(ana, { number, statement: 'Someone pulled a cable' });
  await decideHypothesis(ana, { hypothesis: id, outcome: 'refuted', reason: 'all are in' });
});

test('the unpermitted, the repeat and the race are refused', async () => {
  const { number, hypothesis } = await supposed();
  const run = await makeRun(number, TEST);
  expect(await refusal(addHypothesis(viewer, { number, statement }))).toBe('forbidden');
  expect(await refusal(testHypothesis(viewer, { hypothesis, run }))).toBe('forbidden');
  expect(await refusal(decideHypothesis(viewer, { hypothesis, outcome: 'refuted', run }))).toBe('forbidden');
  expect(await refusal(reopenHypothesis(viewer, { hypothesis }))).toBe('forbidden');
  expect(await refusal(reopenHypothesis(ana, { hypothesis }))).toBe('conflict');
  await testHypothesis(ana, { hypothesis, run });
  expect(await refusal(testHypothesis(bo, { hypothesis, run }))).toBe('conflict');
  const both = await Promise.all(
    [ana, bo].map((who, at) => refusal(decideHypothesis(who, { hypothesis, outcome: at ? 'confirmed' : 'refuted', run, reason: 'sure' }))),
  );
  expect(both.toSorted()).toEqual(['conflict', 'done']);
  expect(await refusal(testHypothesis(ana, { hypothesis, run: await makeRun(number, TEST) }))).toBe('conflict');
});

test('its diagnostic is set and changed after it was stated; the run of the one before tests it no more', async () => {
  const number = await declared();
  const { id: hypothesis } = await addHypothesis(ana, { number, statement });
  const other = { runbook: TEST.runbook, block: 'connections-by-state' };
  expect(await refusal(changeHypothesisTest(viewer, { hypothesis, ...TEST }))).toBe('forbidden');
  expect(await refusal(changeHypothesisTest(ana, { hypothesis, runbook: TEST.runbook, block: 'end-idle-sessions' }))).toBe('invalid');
  await changeHypothesisTest(bo, { hypothesis, ...TEST });
  expect(await refusal(changeHypothesisTest(ana, { hypothesis, ...TEST }))).toBe('conflict');
  await testHypothesis(ana, { hypothesis, run: await makeRun(number, { ...TEST, state: 'failed', verdict: 'fail' }) });
  await changeHypothesisTest(ana, { hypothesis, ...TEST, confirmedBy: 'ok' });
  expect(await stateOf(number)).toMatchObject({ test: { ...TEST, confirmedBy: 'ok' }, proposed: 'refuted' });
  await changeHypothesisTest(ana, { hypothesis, ...other });
  expect(await stateOf(number)).toMatchObject({ test: other, run: null, proposed: null });
  expect((await listTimeline(ana, { number })).items.at(-1)).toMatchObject({
    type: 'hypothesis_test_changed',
    actor: { name: 'Ana' },
    data: { hypothesis, statement, ...other, confirmedBy: 'fail' },
  });
  await changeHypothesisTest(ana, { hypothesis });
  expect(await stateOf(number)).toMatchObject({ test: null });
  await decideHypothesis(ana, { hypothesis, outcome: 'refuted', reason: 'sure' });
  expect(await refusal(changeHypothesisTest(ana, { hypothesis, ...TEST }))).toBe('conflict');
});

test('a test is a diagnostic that is there', async () => {
  const number = await declared();
  const add = (block: string) => refusal(addHypothesis(ana, { number, statement, runbook: TEST.runbook, block }));
  expect(await add('nothing')).toBe('invalid');
  expect(await add('end-idle-sessions')).toBe('invalid');
  expect(await refusal(addHypothesis(ana, { number, statement, runbook: 'no/such', block: 'x' }))).toBe('invalid');
});

test('those of a restricted incident are not found by those outside', async () => {
  const { number } = await declareIncident(ana, { title: 'Breach', severity: 'P0', restricted: true });
  const { id: hypothesis } = await addHypothesis(ana, { number, statement });
  const asked = [
    listHypotheses(bo, number),
    addHypothesis(bo, { number, statement }),
    decideHypothesis(bo, { hypothesis, outcome: 'refuted', reason: 'x' }),
    reopenHypothesis(bo, { hypothesis }),
    changeHypothesisTest(bo, { hypothesis, ...TEST }),
  ];
  expect(new Set(await Promise.all(asked.map(refusal)))).toEqual(new Set(['not_found']));
});

test('whoever writes: nothing is decided without a ground', async () => {
  const { hypothesis } = await supposed();
  const groundless = db().hypothesis.update({ where: { id: hypothesis }, data: { state: 'refuted', decidedAt: new Date() } });
  await expect(groundless).rejects.toThrow(/hypothesis_ground/);
});
