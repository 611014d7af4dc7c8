import { exactForms } from './exact-forms';
import { lowBytes, TriggerSearch } from './find-triggers';
import { type Match, type Rest, SECRET_PATTERNS } from './secret-patterns';

export const MARK = '[redacted]';
const PEM_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const LONGEST_PEM_END = 80;
/** Of two rests, the one that goes further is followed. */
const REACH = { characters: 0, quoted: 1, line: 2, pem: 3 } satisfies Record<Rest['kind'], number>;

const COMMON = SECRET_PATTERNS.map(({ literal }) => literal);

/** A piece of what goes out: `taken` characters of what came in, as they were or as a mark. */
export type Piece = { text: string; taken: number; verbatim: boolean };
type Region = { from: number; to: number; marked: boolean };
type Scan = { regions: Region[]; rest?: Rest; holdFrom: number };

/** How far the rest of a secret goes in this text, and whether it ends there. */
function endOfRest(rest: Rest, text: string, from: number): { to: number; ended: boolean } {
  if (rest.kind === 'characters') {
    rest.of.lastIndex = from;
    const to = rest.of.test(text) ? rest.of.lastIndex : from;
    return { to, ended: to < text.length };
  }
  if (rest.kind === 'pem') {
    PEM_END.lastIndex = Math.max(0, from - LONGEST_PEM_END);
    const end = PEM_END.exec(text);
    return end && end.index + end[0].length > from ? { to: end.index + end[0].length, ended: true } : { to: text.length, ended: false };
  }
  const end = rest.kind === 'line' ? /\n/g : new RegExp(`[${rest.quote}\\n]`, 'g');
  end.lastIndex = from;
  for (let found = end.exec(text); found; found = end.exec(text)) {
    const backslashes = /\\*$/.exec(text.slice(Math.max(0, found.index - 32), found.index))?.[0].length ?? 0;
    if (rest.kind === 'line' || found[0] === '\n' || backslashes % 2 === 0) return { to: found.index, ended: true };
  }
  return { to: text.length, ended: false };
}

function merge(regions: Region[], { from, to }: Match): void {
  const last = regions.at(-1);
  if (last && from <= last.to) last.to = Math.max(last.to, to);
  else regions.push({ from, to, marked: false });
}

type Wanted = { exact: string[]; literals: string[]; search: TriggerSearch; longest: number };
const wanted = new WeakMap<readonly string[], Wanted>();
const NONE: readonly string[] = [];

/** What to search for with these secrets, made once for each list: a run searches thousands of small texts. */
function wantedOf(given: readonly string[]): Wanted {
  const secrets = given.length === 0 ? NONE : given;
  const known = wanted.get(secrets);
  if (known) return known;
  const exact = [...new Set(secrets.flatMap(exactForms))].sort((a, b) => b.length - a.length);
  const literals = [...COMMON, ...exact];
  const made = { exact, literals, search: new TriggerSearch(COMMON, exact), longest: Math.max(...literals.map(({ length }) => length)) };
  wanted.set(secrets, made);
  return made;
}

/**
 * Redacts text without escapes, piece by piece. Holds back only what could still be the start of a secret. Where secrets overlap, all of
 * them is left out: what is held may already be covered by a mark.
 */
export class VisibleRedactor {
  #held = '';
  /** So many characters of what is held are already replaced. */
  #covered = 0;
  #rest: Rest | undefined;
  readonly #exact: string[];
  readonly #literals: string[];
  readonly #search: TriggerSearch;
  readonly #longest: number;

  constructor(secrets: readonly string[]) {
    const { exact, literals, search, longest } = wantedOf(secrets);
    this.#exact = exact;
    this.#literals = literals;
    this.#search = search;
    this.#longest = longest;
  }

  push(text: string): Piece[] {
    return this.#take(this.#held + text, false);
  }

  flush(): Piece[] {
    return this.#take(this.#held, true);
  }

  #take(text: string, last: boolean): Piece[] {
    let covered = this.#covered;
    let rest = this.#rest;
    if (rest) {
      // A private key's end may have begun in what is already covered and gone; that much is always held for it.
      const end = endOfRest(rest, text, covered);
      covered = end.to;
      if (end.ended) rest = undefined;
    }
    const scan = this.#scan(text, covered, last, rest);
    const holdFrom = last ? text.length : scan.holdFrom;
    const pieces = this.#emit(text, holdFrom, scan.regions);
    const straddling = scan.regions.find((region) => region.to > holdFrom && region.from <= holdFrom);
    this.#held = text.slice(holdFrom);
    this.#covered = straddling ? straddling.to - holdFrom : 0;
    // What is held and not yet replaced is searched again, and with it what starts there.
    this.#rest = (scan.regions.at(-1)?.from ?? 0) <= holdFrom ? scan.rest : undefined;
    return pieces;
  }

  #scan(text: string, covered: number, last: boolean, restBefore: Rest | undefined): Scan {
    const regions: Region[] = covered > 0 ? [{ from: 0, to: covered, marked: this.#covered > 0 || this.#rest !== undefined }] : [];
    let rest = restBefore;
    const bytes = lowBytes(text);
    let from = 0;
    for (let at = this.#search.next(text, bytes, from); at >= 0; at = this.#search.next(text, bytes, from)) {
      from = at + 1;
      const found = this.#matchAt(text, at, last);
      // An exact value that began before it may not be whole yet either.
      if (found === 'more') return { regions, rest, holdFrom: this.#hold(text, Math.min(at, this.#openFrom(text)), rest) };
      if (!found) continue;
      merge(regions, found);
      if (found.rest && (!rest || REACH[found.rest.kind] > REACH[rest.kind])) rest = found.rest;
    }
    if (last) this.#coverCutSecret(text, regions);
    return { regions, rest, holdFrom: this.#hold(text, this.#openFrom(text), rest) };
  }

  /** Where what could become a secret begins, at the end of the text. */
  #openFrom(text: string): number {
    return text.length - this.#search.heldAt(text);
  }

  #hold(text: string, from: number, rest: Rest | undefined): number {
    if (rest?.kind === 'pem') return Math.min(from, Math.max(0, text.length - LONGEST_PEM_END));
    // Whether a closing quote is escaped is told by the backslashes before it.
    return rest?.kind === 'quoted' ? Math.min(from, text.length - (/\\{0,32}$/.exec(text.slice(-32))?.[0].length ?? 0)) : from;
  }

  /** The longest of what begins here. While a longer one could still come, that is waited for. */
  #matchAt(text: string, at: number, last: boolean): Match | 'more' | undefined {
    let longest: Match | undefined;
    let more = false;
    for (const number of this.#search.found) {
      const pattern = SECRET_PATTERNS[number];
      const match = pattern ? pattern.match(text, at) : { from: at, to: at + (this.#literals[number] as string).length };
      if (match === 'more') more = true;
      else if (match && (!longest || match.to > longest.to)) longest = match;
    }
    if (!last && (more || this.#couldGrow(text, at))) return 'more';
    return longest;
  }

  #couldGrow(text: string, at: number): boolean {
    const left = text.length - at;
    if (left >= this.#longest) return false;
    const tail = text.slice(at);
    return this.#exact.some((form) => form.length > left && form.startsWith(tail));
  }

  /** Output that ends in the middle of a known secret shows most of it. */
  #coverCutSecret(text: string, regions: Region[]): void {
    for (let at = Math.max(0, text.length - this.#longest + 1); at < text.length; at += 1) {
      const tail = text.slice(at);
      if (this.#exact.some((form) => form.length > tail.length && tail.length >= Math.max(4, form.length / 2) && form.startsWith(tail)))
        return merge(regions, { from: at, to: text.length });
    }
  }

  #emit(text: string, until: number, regions: Region[]): Piece[] {
    const pieces: Piece[] = [];
    let at = 0;
    for (const { from, to, marked } of regions) {
      if (from > until || (from === until && to === until)) break;
      if (from > at) pieces.push({ text: text.slice(at, from), taken: from - at, verbatim: true });
      const end = Math.max(from, Math.min(to, until));
      pieces.push({ text: marked ? '' : MARK, taken: end - from, verbatim: false });
      at = end;
    }
    if (at < until) pieces.push({ text: text.slice(at, until), taken: until - at, verbatim: true });
    return pieces;
  }
}
