import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineDiff } from './line-diff';

const brief = (before: string, after: string) =>
  lineDiff(before, after).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`);

test.each([
  ['a\nb', 'a\nb', [' a', ' b']],
  ['a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a', 'a\nb', [' a', '+b']],
  ['', 'a', ['+a']],
  ['a', '', ['-a']],
  ['a\nb', 'b', ['-a', ' b']],
])('%j to %j', (before, after, lines) => {
  expect(brief(before, after)).toEqual(lines);
});

test('both texts can be read from it, and what stayed is never shown twice', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 }).map((lines) => `${lines.join('\n')}x`);
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after);
      const read = (without: string) =>
        lines
          .filter(({ kind }) => kind !== without)
          .map((line) => line.text)
          .join('\n');
      expect([read('added'), read('removed')]).toEqual([before, after]);
      if (before === after) expect(lines.every(({ kind }) => kind === 'same')).toBe(true);
    }),
  );
});

test('texts of very many lines are shown one after the other', () => {
  const long = (word: string) => Array.from({ length: 1_500 }, () => word).join('\n');
  expect(lineDiff(long('a'), long('b'))).toHaveLength(3_000);
});
