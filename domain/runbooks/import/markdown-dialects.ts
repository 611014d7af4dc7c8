import { calloutType } from './callout-types';
import { withoutShortcodes } from './shortcodes';

const INDENTED = /^(?: {4}|\t)/;

/** The lines below an opening that are indented, or blank between indented ones. */
function bodyLength(lines: string[], from: number, indent: string): number {
  let end = from;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!line.trim()) continue;
    if (!line.startsWith(indent) || !INDENTED.test(line.slice(indent.length))) break;
    end = at + 1;
  }
  return end - from;
}

type Opening = { indent: string; line: string; prefix: string };

function openingOf(line: string): Opening | null {
  const note = /^(\s*)(?:!!!|\?\?\?\+?)\s+([\w-]+)(?:\s+[\w-]+)*(?:\s+"([^"]*)")?\s*$/.exec(line);
  if (note) {
    const [, indent = '', type = '', title] = note;
    const known = calloutType(type) ? type.toUpperCase() : 'NOTE';
    return { indent, line: `${indent}> [!${known}]${title ? ` ${title}` : ''}`, prefix: `${indent}> ` };
  }
  const [, indent = '', title] = /^(\s*)===\+?!?\s+"([^"]+)"\s*$/.exec(line) ?? [];
  return title ? { indent, line: `${indent}**${title}**`, prefix: indent } : null;
}

const FENCE = /^\s*(?:>\s?|(?:[-*+]|\d+[.)])\s+)*(`{3,}|~{3,})/;

/** `:::note Title` … `:::` of Docusaurus: the words stay, the signs go. */
function colons(line: string): string {
  const [, indent = '', type = '', title = ''] = /^(\s*):{3,}\s*(\w+)?[ \t]*(?:\[([^\]]*)\]|(?:\{[^}]*\})?)\s*$/.exec(line) ?? [];
  if (!/^\s*:{3,}/.test(line)) return line;
  if (!type && !title) return /^\s*:{3,}\s*$/.test(line) ? '' : line;
  return `${indent}**${title || type.charAt(0).toUpperCase() + type.slice(1)}**`;
}

const SPECIAL = /^\s*(?:!!!|\?\?\?|===\+?!?\s|::|\[\[?_?TOC|\{[{%:])|\{\{[<%]/m;

/**
 * Rewrites what single site generators add to Markdown (notes and tabs of MkDocs and Docusaurus, shortcodes of Hugo and Jekyll) as Markdown that everyone reads.
 * Their indented bodies would else be taken for code. Each line stays on its line.
 */
export function commonMarkdown(text: string): string {
  if (!SPECIAL.test(text)) return text;
  const lines = text.split('\n');
  let fence = '';
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const mark = FENCE.exec(line)?.[1];
    if (fence) {
      if (/^\s*\{[{%][<%]?-?\s*(?:\/|end)highlight\b/.test(line)) lines[at] = withoutShortcodes(line);
      if (mark?.startsWith(fence) || lines[at] !== line) fence = '';
      continue;
    }
    if (mark) {
      fence = mark;
      continue;
    }
    const opening = openingOf(line);
    if (!opening) {
      const plain = colons(withoutShortcodes(line));
      lines[at] = plain;
      // A shortcode may have opened a piece of code, in which nothing is a shortcode.
      fence = (line !== plain && FENCE.exec(plain)?.[1]) || '';
      continue;
    }
    lines[at] = opening.line;
    const length = bodyLength(lines, at + 1, opening.indent);
    for (let inner = at + 1; inner <= at + length; inner++) {
      const text = (lines[inner] ?? '').slice(opening.indent.length).replace(INDENTED, '');
      lines[inner] = (opening.prefix + text).trimEnd();
    }
  }
  return lines.join('\n');
}
