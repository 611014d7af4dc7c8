import { expect, test } from 'vitest';
import { type Check, currentStep, isOverdue, proposedOutcome, verifyBlockers } from './rules';

test.each([
  ['fail', 'fail', 'confirmed'],
  ['fail', 'ok', 'refuted'],
  ['fail', 'warn', null],
  ['ok', 'ok', 'confirmed'],
  ['ok', 'fail', 'refuted'],
  ['warn', 'warn', 'confirmed'],
  ['fail', null, null],
] as const)('looked for %s, came to %s: %s', (confirmedBy, verdict, proposed) => {
  expect(proposedOutcome(confirmedBy, { state: verdict ? 'passed' : 'errored', verdict })).toBe(proposed);
  expect(proposedOutcome(confirmedBy, null)).toBeNull();
});

test('the step that was begun is the current one, else the first that is open', () => {
  expect(currentStep({})).toBe('reproduce');
  expect(currentStep({ reproduce: 'done', isolate: 'skipped' })).toBe('collect');
  expect(currentStep({ fix: 'current' })).toBe('fix');
  expect(
    currentStep({
      ...{ reproduce: 'done', isolate: 'done', collect: 'done', hypothesise: 'done' },
      ...{ test: 'done', fix: 'done', verify: 'skipped', document: 'done' },
    }),
  ).toBeNull();
});

test('a task is overdue from the instant it is due, while it is open', () => {
  const dueAt = '2026-11-26T10:00:00.000Z';
  expect(isOverdue({ state: 'open', dueAt }, new Date('2026-11-26T09:59:59.999Z'))).toBe(false);
  expect(isOverdue({ state: 'open', dueAt }, new Date(dueAt))).toBe(true);
  expect(isOverdue({ state: 'done', dueAt }, new Date('2027-01-01'))).toBe(false);
  expect(isOverdue({ state: 'open', dueAt: null }, new Date(dueAt))).toBe(false);
});

const check = (kind: Check['kind'], verdict: 'ok' | 'warn' | 'fail' | null, holds: Check['holds'] = 'fail'): Check => ({
  ...{ title: 'It answers', kind, holds },
  run: { id: 'r', state: verdict === 'fail' ? 'failed' : verdict ? 'passed' : 'timed_out', verdict },
});

test.each([
  ['a verification that is ok', check('verify', 'ok'), 0],
  ['a verification that warns', check('verify', 'warn'), 0],
  ['a verification that fails', check('verify', 'fail'), 1],
  ['a verification without a verdict', check('verify', null), 1],
  ['a cause that is still shown', check('cause', 'fail'), 1],
  ['a cause that is gone', check('cause', 'ok'), 0],
  ['a cause that an ok showed, and now a fail', check('cause', 'fail', 'ok'), 0],
  ['what was never run', { ...check('verify', 'ok'), run: null }, 0],
] as const)('%s', (_, one, blockers) => expect(verifyBlockers([one])).toHaveLength(blockers));

test('a blocker says which run and what it came to', () => {
  expect(verifyBlockers([check('verify', 'fail')])).toEqual([{ why: 'the verification “It answers” came to fail', run: 'r' }]);
  expect(verifyBlockers([check('cause', null)])[0]?.why).toBe('“It answers”, which showed the cause, has no verdict (timed out)');
});
