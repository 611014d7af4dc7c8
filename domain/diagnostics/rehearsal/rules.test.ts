import { expect, test } from 'vitest';
import type { Block } from '@/domain/runbooks/schema';
import { isRehearsable, notRehearsed, stopped } from './rules';

const environments = new Map([
  ['disk', 'staging'],
  ['here', 'local'],
  ['prod', 'production'],
] as const);
const block = (more: Partial<Block> = {}) =>
  ({ component: 'diagnostic', effect: 'read', kind: 'sql', inputs: [], needs: [], target: 'disk', ...more }) as Block;
const input = (more: object) => [{ name: 'word', type: 'string', label: 'Word', required: true, ...more }] as Block['inputs'];

test.each<[string, Partial<Block>, boolean]>([
  ['reads', {}, true],
  ['changes something', { component: 'remediation', effect: 'mutating' }, false],
  ['an input without a default', { inputs: input({}) }, false],
  ['an input with one', { inputs: input({ default: 'all' }) }, true],
  ['an input that need not be given', { inputs: input({ required: false }) }, true],
  ['a secret', { inputs: input({ type: 'secret', required: false }) }, false],
  ['a value of an earlier block', { needs: ['pid'] }, false],
  ['production', { target: 'prod' }, false],
  ['a target that nobody knows', { target: 'other' }, false],
  ['a part that reaches production', { parts: [block({ target: 'prod' })] }, false],
  ['parts that do not', { parts: [block({ target: 'here' })] }, true],
  ['makes something new each time', { kind: 'secret' }, false],
])('%s: %#', (_, more, expected) => {
  expect(isRehearsable(block(more), environments, new Set())).toBe(expected);
});

test.each<[string, Partial<Block>]>([
  ['an input is known to a person alone', { inputs: input({}) }],
  ['it needs what an earlier diagnostic found', { needs: ['pid'] }],
  ['it reaches production', { target: 'prod' }],
  ['its target is not in targets.yaml', { target: 'gone' }],
  ['its target is left out above', { target: 'here' }],
])('says why not: %s', (why, more) => {
  expect(notRehearsed(block(more), environments, new Set(['here']))).toBe(why);
});

test('a target that is left out is left out', () => {
  expect(isRehearsable(block(), environments, new Set(['disk']))).toBe(false);
});

test.each([
  ['never worked', { state: 'errored', verdict: null }, null, null],
  ['could run, cannot', { state: 'errored', verdict: null }, { verdict: 'fail', rehearsed: true }, 'errored'],
  ['ran out of time', { state: 'timed_out', verdict: null }, { verdict: 'ok', rehearsed: false }, 'errored'],
  ['was ok, fails', { state: 'failed', verdict: 'fail' }, { verdict: 'ok', rehearsed: true }, 'fails'],
  ['was ok for a person, fails in its first rehearsal', { state: 'failed', verdict: 'fail' }, { verdict: 'ok', rehearsed: false }, null],
  ['failed, fails', { state: 'failed', verdict: 'fail' }, { verdict: 'fail', rehearsed: true }, null],
  ['its program is missing here', { state: 'errored', verdict: null, code: 'not_available' }, { verdict: 'ok', rehearsed: true }, null],
  ['was cancelled', { state: 'cancelled', verdict: null }, { verdict: 'ok', rehearsed: true }, null],
  ['warns', { state: 'passed', verdict: 'warn' }, { verdict: 'ok', rehearsed: true }, null],
] as const)('%s', (_, now, before, expected) => {
  expect(stopped(now, before)).toBe(expected);
});
