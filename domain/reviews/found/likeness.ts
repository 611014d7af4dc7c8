/** What is told of an incident that another one can be like. */
export type Told = { title: string; service: string | null; rootCause: string | null };

const SHORTEST_WORD = 4;
const MOST_WORDS = 12;
const SERVICE_SCORE = 2;
/** One common word alone says nothing. */
const LEAST_WORDS = 2;

/** Words of every incident: they make none like another. */
const COMMON = new Set(
  'with from that this have been were after before when while does into over down fails failed failing failure error errors issue slow incident service production users customers cannot could would should about during because again some many most more than then they their there what which'.split(
    ' ',
  ),
);

const stem = (word: string) => (word.length > 5 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word);

/** The words of a text that tell one incident from another. */
export const tellingWords = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter((word) => word.length >= SHORTEST_WORD && !COMMON.has(word) && !/^\d+$/.test(word))
      .map(stem)
      .slice(0, MOST_WORDS * 4),
  );

/**
 * How alike two incidents are, and what they have in common: the service counts as two words. Nothing, where they share neither the
 * service nor two words of title and cause.
 */
export function likeness(a: Told, b: Told): { score: number; because: string[] } {
  const wordsOf = ({ title, rootCause }: Told) => tellingWords(`${title} ${rootCause ?? ''}`);
  const theirs = wordsOf(b);
  const common = [...wordsOf(a)].filter((word) => theirs.has(word));
  const sameService = a.service !== null && a.service === b.service;
  if (!sameService && common.length < LEAST_WORDS) return { score: 0, because: [] };
  const score = common.length + (sameService ? SERVICE_SCORE : 0);
  return { score, because: [...(sameService ? [`service ${a.service}`] : []), ...common.slice(0, MOST_WORDS).map((word) => `“${word}”`)] };
}
