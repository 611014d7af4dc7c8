import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProcedureStepState } from '@/prisma/generated/enums';
import { gateDecides, gateWaits, nextStep, notItsTurn } from './rules';

const steps = (...states: ProcedureStepState[]) => states.map((state, at) => ({ stepId: `s${at}`, title: `Step ${at}`, state }));

describe('whose turn it is', () => {
  test.each<[ProcedureStepState[], string | undefined]>([
    [['pending', 'pending'], 's0'],
    [['done', 'pending'], 's1'],
    [['skipped', 'failed', 'pending'], 's1'],
    [['done', 'skipped'], undefined],
  ])('%j', (states, next) => expect(nextStep(steps(...states))?.stepId).toBe(next));

  test.each<[ProcedureStepState[], string, RegExp | null]>([
    [['pending', 'pending'], 's0', null],
    [['pending', 'pending'], 's1', /“Step 0” comes first/],
    [['failed', 'pending'], 's1', /“Step 0” failed: do it again, or skip it/],
    [['failed', 'pending'], 's0', null],
    [['done', 'pending'], 's0', /already done/],
    [['done', 'pending'], 'nothing', /no such step/],
  ])('%j: %s', (states, id, refusal) => {
    const said = notItsTurn(steps(...states), id);
    if (refusal) expect(said).toMatch(refusal);
    else expect(said).toBeNull();
  });

  test('exactly one step may be acted on while any is not behind, and none after', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<ProcedureStepState>('pending', 'done', 'failed', 'skipped'), { minLength: 1 }), (states) => {
        const all = steps(...states);
        const open = all.filter(({ stepId }) => notItsTurn(all, stepId) === null);
        expect(open).toEqual(nextStep(all) ? [nextStep(all)] : []);
      }),
    );
  });
});

test.each([
  [{ state: 'running', verdict: null }, { wait: expect.stringContaining('still running') }],
  [{ state: 'errored', verdict: null }, { wait: expect.stringContaining('no verdict') }],
  [{ state: 'passed', verdict: 'ok' }, { passed: true }],
  [{ state: 'passed', verdict: 'warn' }, { passed: true }],
  [{ state: 'failed', verdict: 'fail' }, { passed: false }],
] as const)('a gate after %j', (run, decided) => expect(gateDecides({ id: 'r2', ...run }, 'Health', 'r1')).toEqual(decided));

test('a run fails a step once', () => {
  const again = gateDecides({ id: 'r1', state: 'failed', verdict: 'fail' }, 'Health', 'r1');
  expect(again).toEqual({ wait: expect.stringMatching(/run it again, or skip the step/) });
});

test.each([
  [{ title: 'Health', target: 'db' }, true, /Run “Health” first/],
  [{ title: 'Health', target: 'db' }, false, /cannot run: targets.yaml has no db/],
  [null, false, /no diagnostic “healthy”/],
] as const)('a gate that has not run: %j', (block, isKnown, said) => expect(gateWaits(block, 'healthy', isKnown)).toMatch(said));
