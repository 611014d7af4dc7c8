import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minutesFromWords, minutesInWords } from './minutes-words';

test.each([
  ['15', 15],
  [' 15 min ', 15],
  ['4 h', 240],
  ['4h', 240],
  ['1 hour 30 minutes', 90],
  ['3 days', 4_320],
  ['2 d 4 h', 3_120],
  ['', null],
  ['soon', null],
  ['-5', null],
  ['1.5 h', null],
])('%j is %j', (words, minutes) => expect(minutesFromWords(words)).toBe(minutes));

test('what is shown is read as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 525_600 }), (minutes) => {
      expect(minutesFromWords(minutesInWords(minutes))).toBe(minutes);
    }),
  );
});
