import { expect, it } from 'vitest';
import type { RunView } from '@/domain/diagnostics/schema';
import { lastVerdicts } from './last-verdicts';

const run = (block: string, verdict: RunView['verdict'], state: RunView['state'] = 'passed') =>
  ({ block, verdict, state, queuedAt: `${block}-${verdict}` }) as RunView;

it('counts only the newest run of each block, the worst first', () => {
  const last = lastVerdicts([run('a', 'ok'), run('b', 'fail'), run('c', 'ok'), run('a', 'fail'), run('d', null, 'errored')]);
  expect(last?.at).toBe('a-ok');
  expect(last?.counts.map(({ run: { verdict, state }, count }) => [verdict ?? state, count])).toEqual([
    ['fail', 1],
    ['errored', 1],
    ['ok', 2],
  ]);
});

it('says nothing of what never ran', () => {
  expect(lastVerdicts([])).toBeNull();
});
