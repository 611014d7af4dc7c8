import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutText } from './rules';

test.each([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  ['abc😀😀', 5, 'abc…'],
  ['abcd😀', 5, 'abcd…'],
])('%j in %i characters', (text, most, cut) => {
  expect(cutText(text, most)).toBe(cut);
});

test('whatever it is cut from, it is whole characters, and no longer than asked', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
      const cut = cutText(text, most);
      expect(cut.length).toBeLessThanOrEqual(most);
      expect(cut).not.toMatch(/\p{Cs}/u);
      expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
    }),
  ));
