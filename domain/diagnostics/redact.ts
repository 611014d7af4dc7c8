import { MARK, type Piece, VisibleRedactor } from './redact/redact-visible';
import { SECRET_KEY } from './redact/secret-patterns';

const WITHHELD = '\n[output withheld: it could not be searched for secrets]\n';
const DEEPEST = 64;
const COLOUR = /\x1b\[[0-9;:]*m/g;

export type Redactor = {
  /** What may be shown by now of everything pushed so far; the rest comes with the next text. */
  push(text: string): string;
  /** What was held back, at the end. */
  flush(): string;
};

/** Takes colours out before the search, since a program may colour a part of a secret, and puts them back in their places. */
class ColourKeeper {
  #seen = 0;
  #given = 0;
  #colours: { at: number; text: string }[] = [];

  strip(text: string): string {
    if (!text.includes('\x1b')) {
      this.#seen += text.length;
      return text;
    }
    let removed = 0;
    const visible = text.replace(COLOUR, (colour, index: number) => {
      this.#colours.push({ at: this.#seen + index - removed, text: colour });
      removed += colour.length;
      return '';
    });
    this.#seen += visible.length;
    return visible;
  }

  join(pieces: Piece[]): string {
    if (this.#colours.length === 0) {
      for (const { taken } of pieces) this.#given += taken;
      return pieces.length === 1 ? (pieces[0] as Piece).text : pieces.map(({ text }) => text).join('');
    }
    return pieces.map((piece) => this.#restore(piece)).join('') + this.#until(this.#given);
  }

  #until(at: number): string {
    let text = '';
    while (this.#colours.length && (this.#colours[0] as { at: number }).at <= at) text += this.#colours.shift()?.text;
    return text;
  }

  #restore({ text, taken, verbatim }: Piece): string {
    const start = this.#given;
    this.#given += taken;
    if (!verbatim) return this.#until(start) + text + this.#until(this.#given - 1);
    let restored = '';
    let from = 0;
    while (this.#colours.length && (this.#colours[0] as { at: number }).at < this.#given) {
      const colour = this.#colours.shift() as { at: number; text: string };
      restored += text.slice(from, colour.at - start) + colour.text;
      from = Math.max(from, colour.at - start);
    }
    return restored + text.slice(from);
  }
}

/**
 * Replaces secrets in text that comes in pieces: the exact values given (three characters and more) in every form in which programs print
 * them, and what looks like a secret. One that is cut by the pieces is still found; only what could be the start of one is held back.
 * If the search itself fails, nothing more is shown.
 */
export function createRedactor({ exact }: { exact: readonly string[] }): Redactor {
  const visible = new VisibleRedactor(exact);
  const colours = new ColourKeeper();
  let broken = false;
  const guarded = (work: () => string): string => {
    if (broken) return '';
    try {
      return work();
    } catch {
      broken = true;
      return WITHHELD;
    }
  };
  return {
    push: (text) => guarded(() => colours.join(visible.push(colours.strip(text)))),
    flush: () => guarded(() => colours.join(visible.flush())),
  };
}

/** Replaces secrets in one whole text. */
export function redactText(text: string, exact: readonly string[]): string {
  const redactor = createRedactor({ exact });
  return redactor.push(text) + redactor.flush();
}

/**
 * Replaces secrets in JSON: in every text and key, in numbers that are secrets, and whatever text stands under a key such as password.
 * Gives a copy; nothing but plain JSON comes out.
 */
export function redactValue(value: unknown, exact: readonly string[]): unknown {
  const secrets = new Set(exact);
  const text = (each: string) => (each.length < 3 ? each : redactText(each, exact));
  const copy = (each: unknown, depth: number): unknown => {
    if (depth > DEEPEST) return MARK;
    if (typeof each === 'string') return text(each);
    if (typeof each === 'bigint') return copy(String(each), depth);
    if (typeof each === 'number') return secrets.has(String(each)) ? MARK : each;
    if (each instanceof Date) return each.toISOString();
    if (Array.isArray(each)) return each.map((item) => copy(item, depth + 1));
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(
      Object.entries(each).map(([key, inner]) => [
        text(key),
        typeof inner === 'string' && inner !== '' && SECRET_KEY.test(key) ? MARK : copy(inner, depth + 1),
      ]),
    );
  };
  return copy(value, 0);
}
