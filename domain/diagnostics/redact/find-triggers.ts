const CLASSES = 64;
/** Letters without case, digits and signs each their own as far as there is room; everything beyond ASCII shares one. */
function classOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 96;
  if (code >= 65 && code <= 90) return code - 64;
  return code < 128 ? 27 + (code % 36) : 63;
}
const CLASS = Uint8Array.from({ length: 0x10000 }, (_, code) => classOf(code));
const classAt = (text: string, at: number) => CLASS[text.charCodeAt(at)] as number;

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

/** Literals that end their first part with the same two characters: packed first parts to compare, and whose they are. */
type Bucket = { parts: number[]; numbers: number[] };

function packed(text: string, at: number, length: number): number {
  let part = 0;
  for (let index = 0; index < length; index += 1) part = part * CLASSES + classAt(text, at + index);
  return part;
}

/** `starts` holds, for each block, a bit for each class that a literal with that block starts with: refuses most places at a glance. */
type Tables = { shifts: Uint8Array; starts: Int32Array; buckets: Map<number, Bucket>; inner: Set<number>; byFirst: Map<number, number[]> };

/** `part` is at most four, so that four classes fit into an exact number. */
function makeTables(literals: readonly string[], part: number): Tables {
  const tables: Tables = {
    shifts: new Uint8Array(CLASSES * CLASSES).fill(part - 1),
    starts: new Int32Array(CLASSES * CLASSES * 2),
    buckets: new Map(),
    inner: new Set(),
    byFirst: new Map(),
  };
  literals.forEach((literal, number) => {
    for (let end = 1; end < part; end += 1) {
      const block = classAt(literal, end - 1) * CLASSES + classAt(literal, end);
      tables.shifts[block] = Math.min(tables.shifts[block] as number, part - 1 - end);
      if (end < part - 1) continue;
      const first = classAt(literal, 0);
      tables.starts[block * 2 + (first >> 5)] = (tables.starts[block * 2 + (first >> 5)] as number) | (1 << (first & 31));
      const bucket = tables.buckets.get(block) ?? { parts: [], numbers: [] };
      bucket.parts.push(packed(literal, 0, part));
      bucket.numbers.push(number);
      tables.buckets.set(block, bucket);
    }
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
  if (part < PART) return makeTables(literals, part);
  const tables = known.get(literals) ?? makeTables(literals, part);
  known.set(literals, tables);
  return tables;
}

type Literals = { texts: readonly string[]; tables: Tables; exact: boolean; offset: number };

function collect(text: string, at: number, here: number, block: number, { texts, tables, exact, offset }: Literals, found: number[]): void {
  const bucket = tables.buckets.get(block);
  if (!bucket) return;
  for (let index = 0; index < bucket.parts.length; index += 1) {
    if (bucket.parts[index] !== here) continue;
    const number = bucket.numbers[index] as number;
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
 * Finds where any of many literals begins, by Wu and Manber's search with blocks of two characters: most of a text is skipped without
 * being looked at. `common` literals are in lower case, have at least four characters and match any case; `exact` ones match as they
 * are, and are numbered after them.
 */
export class TriggerSearch {
  /** The literals that begin at the place that `next` gave. */
  found: number[] = [];
  readonly #common: Literals;
  readonly #exact: Literals;
  readonly #part: number;
  readonly #shifts: Uint8Array;
  readonly #starts: Int32Array;
  readonly #longest: number;

  constructor(common: readonly string[], exact: readonly string[]) {
    this.#part = Math.min(PART, ...exact.map(({ length }) => length));
    const base = tablesOf(common, this.#part);
    const own = makeTables(exact, this.#part);
    this.#common = { texts: common, tables: base, exact: false, offset: 0 };
    this.#exact = { texts: exact, tables: own, exact: true, offset: common.length };
    this.#shifts = base.shifts.map((shift, block) => Math.min(shift, own.shifts[block] as number));
    this.#starts = base.starts.map((bits, index) => bits | (own.starts[index] as number));
    this.#longest = Math.max(...common.map(({ length }) => length), ...exact.map(({ length }) => length));
  }

  /** The first place at or after `from` where literals begin; -1 when there is none. */
  next(text: string, from: number): number {
    const { length } = text;
    const part = this.#part;
    const shifts = this.#shifts;
    const starts = this.#starts;
    let end = from + part - 1;
    while (end < length) {
      const block = (CLASS[text.charCodeAt(end - 1)] as number) * CLASSES + (CLASS[text.charCodeAt(end)] as number);
      const shift = shifts[block] as number;
      if (shift > 0) {
        end += shift;
        continue;
      }
      const at = end - part + 1;
      end += 1;
      const first = CLASS[text.charCodeAt(at)] as number;
      if ((((starts[block * 2 + (first >> 5)] as number) >>> (first & 31)) & 1) === 0) continue;
      this.found = this.#foundAt(text, at, block);
      if (this.found.length) return at;
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

  #foundAt(text: string, at: number, block: number): number[] {
    const here = packed(text, at, this.#part);
    const found: number[] = [];
    collect(text, at, here, block, this.#common, found);
    collect(text, at, here, block, this.#exact, found);
    return found;
  }
}
