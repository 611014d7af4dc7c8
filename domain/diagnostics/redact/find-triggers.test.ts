import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lowBytes, TriggerSearch } from './find-triggers';

const COMMON = ['token', 'pass', 'a://'];

/** Every place where a literal begins, found without any cleverness. */
function places(text: string, exact: string[]): number[] {
  const starts = (at: number) =>
    COMMON.some((literal) => text.slice(at, at + literal.length).replace(/[A-Z]/g, (letter) => letter.toLowerCase()) === literal) ||
    exact.some((literal) => text.startsWith(literal, at));
  return Array.from({ length: text.length }, (_, at) => at).filter(starts);
}

function search(text: string, exact: string[]): number[] {
  const triggers = new TriggerSearch(COMMON, exact);
  const bytes = lowBytes(text);
  const found: number[] = [];
  for (let at = triggers.next(text, bytes, 0); at >= 0; at = triggers.next(text, bytes, at + 1)) found.push(at);
  return found;
}

// Some of these share their low byte with letters: U+0141 with A, U+1270 with p.
const letters = fc.constantFrom(...'tokenpassTOKENPASa:/Ł\u1270é名😀 \n');

it('finds every literal at its first place and nothing else, whatever the characters', () => {
  const words = fc.oneof(fc.string({ unit: letters, maxLength: 12 }), fc.constantFrom(...COMMON, 'PASS', 'Token'));
  const secrets = fc.array(fc.string({ unit: letters, minLength: 3, maxLength: 8 }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), secrets, fc.nat(), (pieces, exact, where) => {
      const text = pieces.toSpliced(where % (pieces.length + 1), 0, ...exact).join('');
      expect(search(text, exact)).toEqual(places(text, exact));
    }),
    { numRuns: 2_000 },
  );
});

it('searches texts of any length', () => {
  for (const length of [0, 3, 200_000, 2_000_000]) expect(search(`${'x'.repeat(length)}token`, [])).toEqual([length]);
});
