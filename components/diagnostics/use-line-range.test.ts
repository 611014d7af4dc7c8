import { expect, it } from 'vitest';
import { lineRange } from './use-line-range';

it.each([
  ['#L10', { from: 10, to: 10 }],
  ['#L10-L20', { from: 10, to: 20 }],
  ['#L20-10', { from: 10, to: 20 }],
  ['#block-pool', null],
  ['#L', null],
  ['', null],
])('%s', (hash, range) => {
  expect(lineRange(hash)).toEqual(range);
});
