import { indentOf, isBlank, type Lines } from './rst-lines';
import { titleAt } from './rst-sections';

export type Marker = { ordered: boolean; start: number; width: number; style: string };

const BULLET = /^([-*+•‣])(\s+|$)/;
const NUMBER = /^(\()?(\d{1,9}|#|[a-zA-Z]|[ivxlcIVXLC]+)([.)])(\s+|$)/;

/** Letters and Roman numbers count as their place: what matters is the order. */
function numberOf(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  return /^[a-z]$/i.test(written) ? written.toLowerCase().charCodeAt(0) - 96 : 1;
}

/** The marker of a list that a line begins with. */
export function markerOf(line: string): Marker | null {
  const bullet = BULLET.exec(line);
  if (bullet) return { ordered: false, start: 1, width: bullet[0].length || 2, style: bullet[1] ?? '-' };
  const [whole = '', , written = '', close = ''] = NUMBER.exec(line) ?? [];
  // "A. Smith" and "i) e" are words unless something follows, and a single letter is rarely a list.
  if (!whole || !line.slice(whole.length).trim() || (/^[A-Za-z]+$/.test(written) && !/^[a-e]$|^i+$/i.test(written))) return null;
  return { ordered: true, start: numberOf(written), width: whole.length, style: close };
}

const same = (a: Marker, b: Marker) => a.ordered === b.ordered && a.style === b.style;

export type Item = { body: Lines };

/** The lines of an item without its margin. Code that a line at the margin of the list announces keeps what sets it apart. */
function withoutMargin(lines: string[], width: number): string[] {
  const inner = Math.min(width, ...lines.filter((text) => text.trim() && indentOf(text) > 0).map(indentOf));
  let last = ' ';
  let isAnnounced = false;
  return lines.map((text) => {
    if (isBlank(text)) return text;
    const indent = indentOf(text);
    isAnnounced = indent > 0 && (isAnnounced || (indentOf(last) === 0 && last.endsWith('::')));
    last = text;
    return text.slice(isAnnounced ? 0 : Math.min(inner, indent));
  });
}

/** The items of the list that begins at `from`; each body is without its marker. */
export function itemsAt({ lines, first }: Lines, from: number, marker: Marker): { items: Item[]; end: number } {
  const items: Item[] = [];
  let at = from;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const here = markerOf(line);
    // `2. Second part` above a rule is a title, whatever list stands before it.
    if (!here || !same(here, marker) || (at > from && titleAt(lines, at))) break;
    const head = at++;
    let end = at;
    for (; at < lines.length; at++) {
      const text = lines[at] ?? '';
      if (isBlank(text)) continue;
      // A line that is indented at all belongs to the item; one at the margin only when it goes on with its paragraph.
      if (indentOf(text) === 0 && (at !== end || markerOf(text) || /^\.\. /.test(text))) break;
      end = at + 1;
    }
    at = end;
    const body = [line.slice(here.width), ...withoutMargin(lines.slice(head + 1, end), here.width)];
    items.push({ body: { lines: body, first: first + head } });
    while (at < lines.length && isBlank(lines[at])) at++;
  }
  return { items, end: at };
}
