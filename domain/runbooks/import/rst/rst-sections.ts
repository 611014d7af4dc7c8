import { indentOf, isBlank } from './rst-lines';

const RULE = /^([!-/:-@[-`{-~])\1{2,}\s*$/;
const SHORTEST_DOTS = 4;

/** A line of one repeated sign. Three dots end a sentence more often than they underline one. */
export function isRule(line: string | undefined): boolean {
  const sign = RULE.exec(line ?? '')?.[1];
  if (!sign) return false;
  return !/[.|]/.test(sign) || (line ?? '').trim().length >= SHORTEST_DOTS;
}

/** Titles such as `or` have rules that are no longer than they. */
const underlinesShort = (title: string, rule: string) => title.length <= 2 && /^([=~^"'#*+-])\1\s*$/.test(rule) && !/^\W/.test(title);

export type Title = { text: string; style: string; end: number; isShort: boolean };

/** The title of a section at this place, underlined or also overlined; a rule that is too short still underlines. */
export function titleAt(lines: string[], at: number): Title | null {
  const [first = '', second = '', third = ''] = lines.slice(at, at + 3);
  if (isRule(first) && !isBlank(second) && isRule(third) && first[0] === third[0] && !isRule(second)) {
    const text = second.trim();
    return { text, style: `${first[0]}${first[0]}`, end: at + 3, isShort: first.trim().length < text.length };
  }
  if (isBlank(first) || indentOf(first) > 0 || isRule(first) || !(isRule(second) || underlinesShort(first, second))) return null;
  // A rule much shorter than a long line above it is a separator that lost its blank line.
  const text = first.trim();
  return { text, style: second[0] ?? '', end: at + 2, isShort: second.trim().length < text.length };
}
