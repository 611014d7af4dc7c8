import { firstInOrder } from './first-in-order';

type Posting = { documents: number[]; impacts: number[] };
export type FoundDocument<T> = { document: T; score: number; terms: string[] };

/** How soon more of the same word stops telling more, and for how long a text that is. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.6;
const USUAL_LENGTH = 80;
/** Of the words that begin so, or are written nearly so, only the best are looked for. */
const MAX_VARIANTS = 12;
const BEGUN = 0.5;
const MISSPELT = 0.4;

export type Asked = { term: string; mayBeBegun: boolean; mayBeMisspelt: boolean };

function impactsOf(fields: { terms: string[]; boost: number }[]): Map<string, number> {
  const impacts = new Map<string, number>();
  for (const { terms, boost } of fields) {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * terms.length) / USUAL_LENGTH;
    for (const [term, count] of counts) impacts.set(term, (impacts.get(term) ?? 0) + (boost * count) / (count + SATURATION * length));
  }
  return impacts;
}

/** At most two edits apart: one letter more, less, other, or two swapped. */
export function isNearly(a: string, b: string, edits: number): boolean {
  if (Math.abs(a.length - b.length) > edits) return false;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    if (Math.min(...next) > edits) return false;
    [before, row] = [row, next];
  }
  return (row[b.length] ?? edits + 1) <= edits;
}

/**
 * Full text in memory: documents of boosted fields, ranked by BM25 with the impact of each word worked out beforehand, so
 * that a question costs one pass over the postings of its words.
 */
export class WordIndex<T> {
  private documents: (T | null)[] = [];
  private readonly postings = new Map<string, Posting>();
  private readonly held = new Map<T, { place: number; terms: string[] }>();
  private vocabulary: string[] | null = null;

  add(document: T, fields: { terms: string[]; boost: number }[]): void {
    const place = this.documents.push(document) - 1;
    const impacts = impactsOf(fields);
    for (const [term, impact] of impacts) {
      const posting = this.postings.get(term) ?? { documents: [], impacts: [] };
      if (!posting.documents.length) {
        this.postings.set(term, posting);
        this.vocabulary = null;
      }
      posting.documents.push(place);
      posting.impacts.push(impact);
    }
    this.held.set(document, { place, terms: [...impacts.keys()] });
  }

  remove(document: T): void {
    const held = this.held.get(document);
    if (!held) return;
    this.documents[held.place] = null;
    for (const term of held.terms) {
      const posting = this.postings.get(term);
      const at = posting?.documents.indexOf(held.place) ?? -1;
      if (!posting || at < 0) continue;
      posting.documents.splice(at, 1);
      posting.impacts.splice(at, 1);
      if (posting.documents.length) continue;
      this.postings.delete(term);
      this.vocabulary = null;
    }
    this.held.delete(document);
  }

  /** In how many documents a word is. */
  frequency(term: string): number {
    return this.postings.get(term)?.documents.length ?? 0;
  }

  /** Documents that hold the words, those with all of them first. */
  search(asked: Asked[], limit: number): FoundDocument<T>[] {
    const scores = new Float64Array(this.documents.length);
    const matched = new Uint8Array(this.documents.length);
    const touched: number[] = [];
    for (const each of asked) this.accumulate(each, scores, matched, touched);
    // Each word that is missing costs more than the others can make up for.
    for (const place of touched) scores[place] = (scores[place] ?? 0) * ((matched[place] ?? 0) / asked.length) ** 2;
    const best = firstInOrder(touched, (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b, limit);
    return best.map((place) => ({ document: this.documents[place] as T, score: scores[place] ?? 0, terms: asked.map(({ term }) => term) }));
  }

  private accumulate(asked: Asked, scores: Float64Array, matched: Uint8Array, touched: number[]): void {
    const counted = new Uint8Array(this.documents.length);
    for (const { term, weight } of this.variants(asked)) {
      const { documents, impacts } = this.postings.get(term) as Posting;
      const rarity = Math.log(1 + (this.held.size - documents.length + 0.5) / (documents.length + 0.5));
      for (let i = 0; i < documents.length; i++) {
        const place = documents[i] as number;
        if (counted[place]) continue;
        counted[place] = 1;
        if (!matched[place]) touched.push(place);
        matched[place] = (matched[place] ?? 0) + 1;
        scores[place] = (scores[place] ?? 0) + weight * rarity * (impacts[i] as number);
      }
    }
  }

  private variants({ term, mayBeBegun, mayBeMisspelt }: Asked): { term: string; weight: number }[] {
    const exact = this.postings.has(term) ? [{ term, weight: 1 }] : [];
    const begun = mayBeBegun ? this.beginning(term).map((found) => ({ term: found, weight: BEGUN })) : [];
    if (exact.length || begun.length || !mayBeMisspelt || term.length < 5) return [...exact, ...begun];
    const edits = term.length < 8 ? 1 : 2;
    // Hardly anybody misses the first letter, and it spares most of the comparisons.
    return this.words()
      .filter((word) => word[0] === term[0] && Math.abs(word.length - term.length) <= edits && isNearly(term, word, edits))
      .slice(0, MAX_VARIANTS)
      .map((found) => ({ term: found, weight: MISSPELT }));
  }

  private beginning(prefix: string): string[] {
    const words = this.words();
    let low = 0;
    for (let high = words.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((words[middle] as string) < prefix) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let i = low; i < words.length && words[i]?.startsWith(prefix) && found.length < MAX_VARIANTS; i++)
      if (words[i] !== prefix) found.push(words[i] as string);
    return found;
  }

  private words(): string[] {
    this.vocabulary ??= [...this.postings.keys()].sort();
    return this.vocabulary;
  }
}
