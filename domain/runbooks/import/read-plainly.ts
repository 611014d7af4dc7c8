import type { Nodes, Root } from 'mdast';

const LONGEST = 4_000;

/** Cuts what is too long for a line of a runbook; nothing is dropped. */
const cut = (text: string): string[] => text.match(new RegExp(`[\\s\\S]{1,${LONGEST}}`, 'gu')) ?? [];

/**
 * Reads a text that no parser of Markdown can hold, nested or long beyond reason: headings, fences and the lines between
 * them, wherever they stand.
 */
export function readPlainly(text: string): Root {
  const children: Nodes[] = [];
  const lines = text.split('\n');
  const position = (at: number) => ({ start: { line: at + 1, column: 1 }, end: { line: at + 1, column: 1 } });
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))+/, '').trim();
    const [, marks = '', words = ''] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line) ?? [];
    const [, fence = '', language = ''] = /^(`{3,}|~{3,})\s*([\w+-]*)/.exec(line) ?? [];
    if (marks) {
      const depth = marks.length as 1;
      children.push({ type: 'heading', depth, children: [{ type: 'text', value: words.slice(0, LONGEST) }], position: position(at) });
    } else if (fence) {
      const found = lines.findIndex((later, index) => index > at && later.replace(/^[\s>]+/, '').startsWith(fence));
      const end = found === -1 ? lines.length : found;
      const value = lines
        .slice(at + 1, end)
        .flatMap(cut)
        .join('\n');
      children.push({ type: 'code', lang: language || null, value, position: position(at) });
      at = end;
    } else
      for (const piece of cut(line))
        children.push({ type: 'paragraph', children: [{ type: 'text', value: piece }], position: position(at) });
  }
  return { type: 'root', children: children as Root['children'] };
}
