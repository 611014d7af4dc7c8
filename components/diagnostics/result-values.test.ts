import { describe, expect, it } from 'vitest';
import { cellText, isNumeric, nameInWords, percentOf, valueText } from './result-values';

describe('isNumeric', () => {
  it.each([
    [[1, 2.5, null], true],
    [['12', '-3.5'], true],
    [['12', 'x'], false],
    [['2026-11-21'], false],
    [[null], false],
    [[true], false],
  ])('%j: %s', (values, numeric) => expect(isNumeric(values)).toBe(numeric));
});

describe('percentOf', () => {
  it.each([
    ['used_pct', 97, 97],
    ['used_pct', '97.5', 97.5],
    ['pct', 140, 100],
    ['hit_ratio', 0.5, 50],
    ['hit_ratio', 12, null],
    ['share', 1, 100],
    ['connections', 50, null],
    ['used_pct', 'many', null],
    ['used_pct', -1, null],
  ])('%s of %s is %s', (column, value, percent) => expect(percentOf(column, value)).toBe(percent));
});

it('shows nested values as JSON and names as words', () => {
  expect(cellText({ a: [1] })).toBe('{"a":[1]}');
  expect(nameInWords('daysLeft')).toBe('days left');
  expect(nameInWords('used_pct')).toBe('used');
  expect(nameInWords('queryMs')).toBe('query');
  expect(valueText('free_bytes', 75_340_562_432)).toBe('75 GB');
  expect(valueText('queryMs', 12.4)).toBe('12 ms');
  expect(valueText('pid', 12)).toBe('12');
});
