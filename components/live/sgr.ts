/**
 * SGR styles as one number: bits 0-4 foreground and 5-9 background (0 none, 1-16 the basic colours), then the flags.
 * Every finer colour falls to its nearest basic one, so that the page's themes keep it readable.
 */
const FLAGS = { bold: 1 << 10, dim: 1 << 11, italic: 1 << 12, underline: 1 << 13, inverse: 1 << 14, strike: 1 << 15 } as const;
const ESCAPE = /\u001b\[([\d;:]*)m/g;

const BASIC = [
  [0, 0, 0],
  [187, 0, 0],
  [0, 160, 0],
  [170, 130, 0],
  [0, 60, 200],
  [160, 0, 160],
  [0, 150, 160],
  [190, 190, 190],
  [100, 100, 100],
  [255, 85, 85],
  [85, 255, 85],
  [255, 255, 85],
  [85, 120, 255],
  [255, 85, 255],
  [85, 255, 255],
  [255, 255, 255],
] as const;

/** The nearest basic colour, 1 to 16. */
function nearest(red: number, green: number, blue: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, [r, g, b]] of BASIC.entries()) {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best + 1;
}

function fromPalette(index: number): number {
  if (index < 16) return index + 1;
  if (index >= 232) return nearest(8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10);
  const cube = index - 16;
  const level = (step: number) => (step ? 55 + step * 40 : 0);
  return nearest(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

const byte = (value: number | undefined) => Math.min(255, value ?? 0);

/** Reads 38;5;n or 38;2;r;g;b at `at`: the colour and how many codes it took. */
function extended(codes: number[], at: number): { colour: number; taken: number } {
  if (codes[at + 1] === 5) return { colour: fromPalette(byte(codes[at + 2])), taken: 2 };
  if (codes[at + 1] === 2) return { colour: nearest(byte(codes[at + 2]), byte(codes[at + 3]), byte(codes[at + 4])), taken: 4 };
  return { colour: 0, taken: 0 };
}

const ON: Readonly<Record<number, number>> = {
  1: FLAGS.bold,
  2: FLAGS.dim,
  3: FLAGS.italic,
  4: FLAGS.underline,
  7: FLAGS.inverse,
  9: FLAGS.strike,
};
const OFF: Readonly<Record<number, number>> = {
  22: FLAGS.bold | FLAGS.dim,
  23: FLAGS.italic,
  24: FLAGS.underline,
  27: FLAGS.inverse,
  29: FLAGS.strike,
  39: 31,
  49: 31 << 5,
};

const foreground = (style: number, colour: number) => (style & ~31) | colour;
const background = (style: number, colour: number) => (style & ~(31 << 5)) | (colour << 5);

/** The style after one SGR sequence with these parameters, "1;31". Unknown codes change nothing. */
export function applySgr(style: number, parameters: string): number {
  const codes = parameters.split(/[;:]/).map(Number);
  let now = style;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 0) now = 0;
    else if (code === 38 || code === 48) {
      const { colour, taken } = extended(codes, i);
      now = code === 38 ? foreground(now, colour) : background(now, colour);
      i += taken;
    } else if (code >= 30 && code <= 37) now = foreground(now, code - 29);
    else if (code >= 90 && code <= 97) now = foreground(now, code - 81);
    else if (code >= 40 && code <= 47) now = background(now, code - 39);
    else if (code >= 100 && code <= 107) now = background(now, code - 91);
    else now = (now | (ON[code] ?? 0)) & ~(OFF[code] ?? 0);
  }
  return now;
}

/** The style in force after text[from, to). */
export function sgrAfter(style: number, text: string, from: number, to: number): number {
  const at = text.indexOf('\u001b', from);
  if (at < 0 || at >= to) return style;
  let now = style;
  for (const match of text.slice(at, to).matchAll(ESCAPE)) now = applySgr(now, match[1] ?? '');
  return now;
}

export type Span = { text: string; style: number };

/** A line as spans of one style each; sequences and stray control characters are gone. Joined they are the plain line. */
export function spansOf(line: string, style: number): Span[] {
  const shown = line.endsWith('\r') ? line.slice(0, -1) : line;
  const text = shown.slice(shown.lastIndexOf('\r') + 1);
  if (!text.includes('\u001b')) return text ? [{ text: plain(text), style: sgrAfter(style, shown, 0, shown.length - text.length) }] : [];
  const spans: Span[] = [];
  let now = sgrAfter(style, shown, 0, shown.length - text.length);
  let from = 0;
  for (const match of text.matchAll(ESCAPE)) {
    if (match.index > from) spans.push({ text: plain(text.slice(from, match.index)), style: now });
    now = applySgr(now, match[1] ?? '');
    from = match.index + match[0].length;
  }
  if (from < text.length) spans.push({ text: plain(text.slice(from)), style: now });
  return spans.filter((span) => span.text);
}

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
const plain = (text: string) => text.replace(CONTROL, '');

/** The line as it reads: without styles. */
export const plainLine = (line: string): string =>
  spansOf(line, 0)
    .map((span) => span.text)
    .join('');

export const styleFlags = FLAGS;
