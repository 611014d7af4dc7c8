import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chosenLines, outputLines } from './rules';

test('a stream keeps its own lines, also where a letter of several bytes stands at a switch', () => {
  const kept = {
    head: 'é 1\nwarn\nü 2\n',
    truncated: false,
    switches: [
      [0, 'stdout'],
      [5, 'stderr'],
      [10, 'stdout'],
    ] as [number, string][],
  };
  expect(outputLines(kept, 'output')).toEqual(['é 1', 'warn', 'ü 2']);
  expect(outputLines(kept, 'stdout')).toEqual(['é 1', 'ü 2']);
  expect(outputLines(kept, 'stderr')).toEqual(['warn']);
});

test('a selection chooses the whole lines that it touches', () => {
  const text = 'one\ntwo\nthree';
  expect(chosenLines(text, 4, 7)).toEqual({ from: 2, to: 2 });
  expect(chosenLines(text, 0, 4)).toEqual({ from: 1, to: 1 });
  expect(chosenLines(text, 2, 9)).toEqual({ from: 1, to: 3 });
  expect(chosenLines(text, 5, 5)).toBeNull();
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', '\n'), { minLength: 1 }), fc.nat(), fc.nat(), (letters, a, b) => {
      const [start, end] = [a % letters.length, (a % letters.length) + 1 + (b % letters.length)];
      const chosen = chosenLines(letters.join(''), start, Math.min(end, letters.length));
      const lines = letters
        .join('')
        .split('\n')
        .slice((chosen?.from ?? 1) - 1, chosen?.to);
      expect(`${lines.join('\n')}\n`).toContain(letters.slice(start, end).join(''));
    }),
  );
});
