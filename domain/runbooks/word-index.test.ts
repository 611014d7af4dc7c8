import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNearly, WordIndex } from './word-index';

const indexOf = (texts: Record<string, string>) => {
  const index = new WordIndex<string>();
  for (const [name, text] of Object.entries(texts)) index.add(name, [{ terms: text.split(' '), boost: 1 }]);
  return index;
};
const exact = (term: string) => ({ term, mayBeBegun: false, mayBeMisspelt: false });
const lenient = (term: string) => ({ term, mayBeBegun: true, mayBeMisspelt: true });
const names = (index: WordIndex<string>, ...asked: ReturnType<typeof exact>[]) => index.search(asked, 10).map(({ document }) => document);

describe('what is found', () => {
  const index = indexOf({ both: 'pool of connections', one: 'pool pool pool', other: 'disk is full', long: `pool ${'word '.repeat(500)}` });
  it.each([
    ['all words before one of them often', [exact('pool'), exact('connections')], ['both', 'one', 'long']],
    ['a short text before a long one', [exact('pool')], ['one', 'both', 'long']],
    ['words that begin so', [lenient('conn')], ['both']],
    ['words written nearly so', [lenient('conections')], ['both']],
    ['nothing else', [exact('conn')], []],
  ])('%s', (_, asked, expected) => expect(names(index, ...asked)).toEqual(expected));

  it('a boosted field first', () => {
    const boosted = new WordIndex<string>();
    boosted.add('text', [{ terms: ['pool'], boost: 1 }]);
    boosted.add('title', [{ terms: ['pool'], boost: 3 }]);
    expect(names(boosted, exact('pool'))).toEqual(['title', 'text']);
  });
});

const word = fc.stringMatching(/^[a-c]{1,4}$/);
const text = fc.array(word, { minLength: 1, maxLength: 6 });

it('finds exactly the documents that are held and have the word, after any additions and removals', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), fc.array(fc.nat(11)), word, (texts, removed, asked) => {
      const index = new WordIndex<number>();
      texts.forEach((terms, place) => void index.add(place, [{ terms, boost: 1 }]));
      for (const place of removed) index.remove(place);
      const expected = texts.flatMap((terms, place) => (terms.includes(asked) && !removed.includes(place) ? [place] : []));
      expect(
        index
          .search([exact(asked)], 100)
          .map(({ document }) => document)
          .sort((a, b) => a - b),
      ).toEqual(expected);
      expect(index.frequency(asked)).toBe(expected.length);
    }),
  );
});

describe('nearly the same', () => {
  it.each([
    ['connection', 'conection', 1],
    ['connection', 'connectoin', 1],
    ['pool', 'pol', 1],
  ])('%s %s', (a, b, edits) => expect(isNearly(a, b, edits)).toBe(true));
  it.each([
    ['connection', 'collection', 1],
    ['pool', 'fuel', 1],
  ])('not %s %s', (a, b, edits) => expect(isNearly(a, b, edits)).toBe(false));
});
