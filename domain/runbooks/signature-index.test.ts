import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchSignature } from '@/test/match-signature';
import { namedIn, rankHits } from './rank-hits';
import { type KnownSignature, SignatureIndex } from './signature-index';
import { formsOf, readSignature } from './signatures';

type Entry = { slug: string; section: string; service: string; system: string | null };

const LIMIT = 2;
const number = fc.constantFrom('1', '12', '123', 'a12', '12-7', '*');
const error = fc
  .tuple(number, fc.constantFrom('is full', "of 'a' is full", 'of "b" is full', 'is'), number)
  .map(([which, what, more]) => `the queue ${which} ${what} by ${more} messages`);
const known = fc.record({
  service: fc.constantFrom('shop-db', 'shop', 'bank', 'any'),
  name: fc.constantFrom('a', 'b', 'c'),
  section: fc.constantFrom('top', 'one', 'two'),
  text: fc.oneof(error, fc.constantFrom('queue 12', 'full', '*', '1')),
});

const entryOf = ({ service, name, section, text }: typeof known extends fc.Arbitrary<infer K> ? K : never): KnownSignature<Entry> => ({
  entry: { slug: `${service}/${name}`, section, service, system: service === 'any' ? null : (service.split('-')[0] ?? '') },
  signature: readSignature(text),
});

/** The same found by looking for each signature in the text. */
function oneByOne(all: KnownSignature<Entry>[], query: string) {
  const text = formsOf(query);
  return all.flatMap((each) => {
    const { entry, signature } = each;
    const form = matchSignature(signature, text);
    const named = namedIn(query)(entry);
    return form ? [{ hit: { ...entry, known: each }, form, weight: signature.weight[form], named, ...entry }] : [];
  });
}

const shown = (found: { slug: string; section: string; known: KnownSignature<Entry> }[]) => {
  const runbooks = [...new Set(found.map(({ slug }) => slug))].slice(0, LIMIT);
  return runbooks.map((slug) => [
    slug,
    found
      .filter((each) => each.slug === slug)
      .map(({ section, known }) => `${section} ${known.signature.text}`)
      .sort(),
  ]);
};

it('finds of the closest runbooks what looking for one after the other finds, after any removals', () => {
  fc.assert(
    fc.property(fc.array(known), fc.array(fc.nat(9)), error, fc.constantFrom('', ' shop-db-1', ' bank'), (of, removed, text, where) => {
      const index = new SignatureIndex<Entry>();
      const all = of.map(entryOf);
      for (const each of all) index.add(each);
      const gone = new Set(removed.map((at) => all[at]?.entry.slug));
      const isGone = ({ entry }: KnownSignature<Entry>) => gone.has(entry.slug);
      for (const each of all) if (isGone(each)) index.remove(each);
      const query = `2026-01-01 ${text}${where}`;
      const expected = rankHits(
        oneByOne(
          all.filter((each) => !isGone(each)),
          query,
        ),
      );
      expect(shown(rankHits(index.find(query, namedIn(query), LIMIT)))).toEqual(shown(expected));
    }),
    { numRuns: 500 },
  );
});
