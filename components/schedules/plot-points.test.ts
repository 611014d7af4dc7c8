import { expect, test } from 'vitest';
import type { SchedulePoint } from '@/domain/diagnostics/schedules/schema';
import { plotPoints } from './plot-points';

const frame = { width: 100, height: 50, edge: 10 };
const point = (minute: number, value: number | null, word: SchedulePoint['word'] = 'ok'): SchedulePoint => ({
  run: `run ${minute}`,
  at: new Date(Date.UTC(2026, 10, 26, 3, minute)).toISOString(),
  ...{ word, value, reason: null, durationMs: 12 },
});

test('the oldest at the left, the highest at the top; what still runs is not there', () => {
  const { dots, low, high } = plotPoints(
    [point(30, null, 'running'), point(20, 97, 'fail'), point(15, null, 'errored'), point(0, 40)],
    frame,
  );
  expect(dots.map(({ x, y, word }) => [x, y, word])).toEqual([
    [10, 40, 'ok'],
    [70, null, 'errored'],
    [90, 10, 'fail'],
  ]);
  expect([low, high]).toEqual(['40', '97']);
});

test('values that are all the same lie in the middle', () => {
  expect(plotPoints([point(5, 3), point(0, 3)], frame).dots.map(({ y }) => y)).toEqual([25, 25]);
});
