import { expect, test } from 'vitest';
import type { RunView } from '@/domain/diagnostics/schema';
import { RECENT_RUNS, withRun } from './with-run';

const run = (id: string, more: Partial<RunView> = {}) => ({ id, queuedAt: id, origin: 'request', state: 'running', ...more }) as RunView;
const ids = (runs: RunView[]) => runs.map(({ id }) => id);

test('a run that is heard of takes its place by time, and once', () => {
  const known = [run('3'), run('1')];
  expect(ids(withRun(known, run('2')))).toEqual(['3', '2', '1']);
  const ended = withRun(known, run('3', { state: 'passed' }));
  expect(ids(ended)).toEqual(['3', '1']);
  expect(ended[0]?.state).toBe('passed');
});

test('only so many are kept, the newest, and none that a schedule or the rehearsal asked for', () => {
  const full = Array.from({ length: RECENT_RUNS }, (_, index) => run(String(9 - index)));
  expect(ids(withRun(full, run('90')))).toEqual(['90', ...ids(full).slice(0, -1)].toSorted((a, b) => b.localeCompare(a)));
  expect(withRun(full, run('95', { origin: 'schedule' }))).toBe(full);
});
