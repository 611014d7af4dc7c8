const CLASSES = 64;
const LARGEST_SCRATCH = 1024 * 1024;
/** Letters without case, digits and signs each their own as far as there is room; everything beyond ASCII shares one. */
function classOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 96;
  if (code >= 65 && code <= 90) return code - 64;
  return code < 128 ? 27 + (code % 36) : 63;
}
/** By the low byte of a character: one that shares it with another is looked at in vain, and none is missed. */
const CLASS = Uint8Array.from({ length: 0x100 }, (_, code) => classOf(code));

let scratch = Buffer.alloc(128 * 1024);

/** The low byte of each character, to be searched at once: bytes are read several times as fast as a text's characters. */
export function lowBytes(text: string): Uint8Array {
  if (text.length > LARGEST_SCRATCH) return Buffer.from(text, 'latin1');
  if (text.length > scratch.length) scratch = Buffer.alloc(LARGEST_SCRATCH);
  scratch.write(text, 'latin1');
  return scratch;
}

const lowerAt = (text: string, at: number) => {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90 ? code + 32 : code;
};

/** Whether `length` characters of the text are the start of the literal; case counts for exact ones only. */
function agrees(text: string, at: number, literal: string, exact: boolean, length: number): boolean {
  for (let index = 0; index < length; index += 1) {
    const same = exact
      ? text.charCodeAt(at + index) === literal.charCodeAt(index)
      : lowerAt(text, at + index) === literal.charCodeAt(index);
    if (!same) return false;
  }
  return true;
}

function packed(bytes: Uint8Array, at: number, length: number): number {
  let part = 0;
  for (let index = 0; index < length; index += 1) part = part * CLASSES + (CLASS[bytes[at + index] as number] as number);
  return part;
}

const PAIRS = 0x10000;
const pairAt = (bytes: Uint8Array, at: number) => (bytes[at] as number) | ((bytes[at + 1] as number) << 8);

/** A literal's byte as texts may have it: case counts for exact ones only. */
function variants(byte: number, exact: boolean): number[] {
  return exact || byte < 97 || byte > 122 ? [byte] : [byte, byte - 32];
}

/** `places` holds, for each pair of bytes, a bit for each place at which literals have it within their first parts. */
type Tables = { places: Uint8Array; buckets: Map<number, number[]>; inner: Set<number>; byFirst: Map<number, number[]> };

function mark(places: Uint8Array, bytes: Uint8Array, part: number, exact: boolean): void {
  for (let place = 0; place < part - 1; place += 1)
    for (const one of variants(bytes[place] as number, exact))
      for (const two of variants(bytes[place + 1] as number, exact)) {
        const pair = pairAt(Uint8Array.of(one, two), 0);
        places[pair] = (places[pair] as number) | (1 << place);
      }
}

/** `part` is at most four, so that four classes fit into an exact number. `places` has what other literals marked. */
function makeTables(literals: readonly string[], part: number, exact: boolean, places = new Uint8Array(PAIRS)): Tables {
  const tables: Tables = { places, buckets: new Map(), inner: new Set(), byFirst: new Map() };
  literals.forEach((literal, number) => {
    const bytes = Buffer.from(literal, 'latin1');
    mark(places, bytes, part, exact);
    const first = packed(bytes, 0, part);
    const bucket = tables.buckets.get(first) ?? [];
    bucket.push(number);
    tables.buckets.set(first, bucket);
    for (let at = 0; at < literal.length - 1; at += 1) tables.inner.add(lowerAt(literal, at));
    const letter = lowerAt(literal, 0);
    tables.byFirst.set(letter, [...(tables.byFirst.get(letter) ?? []), number]);
  });
  return tables;
}

const PART = 4;
const known = new WeakMap<readonly string[], Tables>();
/** The tables of the literals that every search has are made once. */
function tablesOf(literals: readonly string[], part: number): Tables {
  if (part < PART) return makeTables(literals, part, false);
  const tables = known.get(literals) ?? makeTables(literals, part, false);
  known.set(literals, tables);
  return tables;
}

type Literals = { texts: readonly string[]; tables: Tables; exact: boolean; offset: number };

function collect(text: string, at: number, first: number, { texts, tables, exact, offset }: Literals, found: number[]): void {
  for (const number of tables.buckets.get(first) ?? []) {
    const literal = texts[number] as string;
    if (text.length - at >= literal.length && agrees(text, at, literal, exact, literal.length)) found.push(number + offset);
  }
}

const startsHere = (text: string, at: number, left: number, { texts, tables, exact }: Literals) =>
  (tables.byFirst.get(lowerAt(text, at)) ?? []).some((number) => {
    const literal = texts[number] as string;
    return literal.length > left && agrees(text, at, literal, exact, left);
  });

/**
 * Finds where any of many literals begins. A literal has at least `part` characters, thus one of its first pairs stands at every place that
 * is looked at, `part - 1` apart: most looks see a pair that no literal has. `common` literals are in lower case, have at least four
 * characters and match any case; `exact` ones match as they are, and are numbered after them.
 */
export class TriggerSearch {
  /** The literals that begin at the place that `next` gave. */
  found: number[] = [];
  readonly #common: Literals;
  readonly #exact: Literals;
  readonly #part: number;
  readonly #places: Uint8Array;
  readonly #longest: number;

  constructor(common: readonly string[], exact: readonly string[]) {
    this.#part = Math.min(PART, ...exact.map(({ length }) => length));
    const base = tablesOf(common, this.#part);
    const own = makeTables(exact, this.#part, true, base.places.slice());
    this.#common = { texts: common, tables: base, exact: false, offset: 0 };
    this.#exact = { texts: exact, tables: own, exact: true, offset: common.length };
    this.#places = own.places;
    this.#longest = Math.max(...common.map(({ length }) => length), ...exact.map(({ length }) => length));
  }

  /** The first place at or after `from` where literals begin; -1 when there is none. `bytes` are the text's low bytes. */
  next(text: string, bytes: Uint8Array, from: number): number {
    const last = text.length - 1;
    const step = this.#part - 1;
    const places = this.#places;
    for (let at = from + step - 1; at < last; at += step) {
      const bits = places[pairAt(bytes, at)] as number;
      if (bits === 0) continue;
      const start = this.#startAround(text, bytes, at, bits);
      if (start >= 0) return start;
    }
    return -1;
  }

  /** How many characters at the end of the text could be the start of a literal. */
  heldAt(text: string): number {
    const last = lowerAt(text, text.length - 1);
    if (!this.#common.tables.inner.has(last) && !this.#exact.tables.inner.has(last)) return 0;
    for (let at = Math.max(0, text.length - this.#longest + 1); at < text.length; at += 1) {
      const left = text.length - at;
      if (startsHere(text, at, left, this.#common) || startsHere(text, at, left, this.#exact)) return left;
    }
    return 0;
  }

  /** Where the first literal begins that has its pair here, at one of the places that the bits tell. */
  #startAround(text: string, bytes: Uint8Array, at: number, bits: number): number {
    for (let place = this.#part - 2; place >= 0; place -= 1) {
      const start = at - place;
      if (((bits >> place) & 1) === 0 || start + this.#part > text.length || !this.#mayStart(bytes, start)) continue;
      this.found = this.#foundAt(text, start, packed(bytes, start, this.#part));
      if (this.found.length) return start;
    }
    return -1;
  }

  #mayStart(bytes: Uint8Array, start: number): boolean {
    for (let place = 0; place < this.#part - 1; place += 1)
      if ((((this.#places[pairAt(bytes, start + place)] as number) >> place) & 1) === 0) return false;
    return true;
  }

  #foundAt(text: string, at: number, first: number): number[] {
    const found: number[] = [];
    collect(text, at, first, this.#common, found);
    collect(text, at, first, this.#exact, found);
    return found;
  }
}
