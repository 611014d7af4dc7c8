import { describe, expect, it } from 'vitest';
import { readLines } from './body-lines';

const words = (body: string) => {
  const read = readLines(body);
  return 'problem' in read ? read : read.map((line) => line.words);
};

describe('lines of words', () => {
  it.each([
    ['GET  key', [['GET', 'key']]],
    ['a b # c\n\n# d\n e', [['a', 'b'], ['e']]],
    ['say "two words" x', [['say', 'two words', 'x']]],
    ['say "a \\"b\\" \\\\ c"', [['say', 'a "b" \\ c']]],
    ['a#b ""', [['a#b', '']]],
    ['', []],
  ])('%j', (body, expected) => expect(words(body)).toEqual(expected));

  it.each(['a\nsay "open', 'a\nx"y z"', 'a\n"y"z'])('%j names its line', (body) => expect(words(body)).toMatchObject({ line: 2 }));
});
