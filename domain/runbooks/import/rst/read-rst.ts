import type { Code, Nodes, Root } from 'mdast';
import { directiveOf, drawDirective } from './rst-directives';
import { type Names, nameOf, readInline } from './rst-inline';
import { dedent, indentedFrom, indentOf, isBlank, type Lines, positionAt, textOfLines } from './rst-lines';
import { itemsAt, markerOf } from './rst-lists';
import { isRule, titleAt } from './rst-sections';
import { readTable, startsTable } from './rst-tables';

const DEEPEST = 30;
const MOST_LEVELS = 6;

/** What quoted code begins with; a bullet there begins a list. */
const QUOTED = /^(?:[>|$#!%&{}[(<"'@/\\=~^?`]|\.\/)/;

type Reading = { names: Names; styles: string[]; short: number[]; depth: number };
type Step = { nodes: Nodes[]; end: number };

const DIRECTIVE = /^\.\.\s+(?:\|[^|]+\|\s+)?([A-Za-z][\w:+.-]*?)\s*::(?:\s+(.*)|\s*)$/;
const TARGET = /^\.\.\s+_(`[^`]+`|[^:]+(?::(?=\S)[^:]*)*):(?:\s+(.*)|\s*)$/;

function codeNode(piece: Lines, lang: string | null = null): Code {
  return { type: 'code', lang, value: textOfLines(piece), position: positionAt(piece.first - 1) };
}

function readInside(reading: Reading, piece: Lines): Nodes[] {
  if (!piece.lines.length) return [];
  if (reading.depth >= DEEPEST) return [codeNode(piece)];
  return readBlocks({ ...reading, depth: reading.depth + 1 }, piece);
}

/** `.. name::`, `.. _target:`, `.. [1] note` and comments. */
function readExplicit(reading: Reading, of: Lines, at: number): Step {
  const { lines, first } = of;
  const line = lines[at] ?? '';
  const end = indentedFrom(lines, at + 1);
  const below = dedent(of, at + 1, end);
  const [, name = '', argument = ''] = DIRECTIVE.exec(line) ?? [];
  if (name) {
    const directive = directiveOf({ name, argument, line: first + at, hasOptions: !isBlank(lines[at + 1]) }, below);
    return { nodes: drawDirective(directive, { names: reading.names, read: (inner) => readInside(reading, inner) }), end };
  }
  if (TARGET.test(line) || /^\.\.\s+\|/.test(line)) return { nodes: [], end };
  const [, label = '', note = ''] = /^\.\.\s+(\[[^\]]+\])\s*(.*)$/.exec(line) ?? [];
  if (label) {
    const text: Nodes = { type: 'paragraph', children: readInline(`${label} ${note}`, reading.names), position: positionAt(first + at) };
    return { nodes: [text, ...readInside(reading, below)], end };
  }
  // A comment; what looks like a directive with a sign too few is shown, for somebody meant it to be.
  const isMeant = /^\.\.\s+[a-z-]+:\s/.test(line);
  return { nodes: isMeant && below.lines.length ? [codeNode(below)] : [], end };
}

function readList(reading: Reading, of: Lines, at: number): Step | null {
  const marker = markerOf(of.lines[at] ?? '');
  if (!marker) return null;
  const { items, end } = itemsAt(of, at, marker);
  const children = items.map(({ body }) => {
    const inner = readInside(reading, body);
    return { type: 'listItem' as const, spread: inner.length > 1, children: inner.length ? inner : [{ type: 'paragraph', children: [] }] };
  });
  const list = { type: 'list', ordered: marker.ordered, spread: children.some(({ spread }) => spread), children } as unknown as Nodes;
  return { nodes: [{ ...list, ...(marker.ordered ? { start: marker.start } : {}), position: positionAt(of.first + at) } as Nodes], end };
}

/** `:field: its text`, with more of it indented below. */
function readField(reading: Reading, of: Lines, at: number): Step | null {
  const [, name = '', value = ''] = /^:([A-Za-z][^:`]*):(?:\s+(.*)|\s*)$/.exec(of.lines[at] ?? '') ?? [];
  if (!name) return null;
  const end = indentedFrom(of.lines, at + 1);
  const text: Nodes = {
    type: 'paragraph',
    children: [
      { type: 'strong', children: [{ type: 'text', value: `${name}:` }] },
      { type: 'text', value: ' ' },
      ...readInline(value, reading.names),
    ],
    position: positionAt(of.first + at),
  };
  return { nodes: [text, ...readInside(reading, dedent(of, at + 1, end))], end };
}

function readSection(reading: Reading, of: Lines, at: number): Step | null {
  const title = titleAt(of.lines, at);
  if (!title) return null;
  if (!reading.styles.includes(title.style)) reading.styles.push(title.style);
  if (title.isShort) reading.short.push(of.first + title.end - 1);
  const depth = Math.min(MOST_LEVELS, reading.styles.indexOf(title.style) + 1) as 1;
  return {
    nodes: [{ type: 'heading', depth, children: readInline(title.text, reading.names) as never, position: positionAt(of.first + at) }],
    end: title.end,
  };
}

/** Lines that end a paragraph although no blank line stands before them; people leave it out before lists and directives. */
const interrupts = (line: string) => /^(?:[-*+•]\s+\S|\d+\.\s+\S|\.\. [\w|_[-])/.test(line);

function paragraphEnd(lines: string[], at: number): number {
  let end = at + 1;
  while (
    end < lines.length &&
    !isBlank(lines[end]) &&
    indentOf(lines[end] ?? '') === 0 &&
    !interrupts(lines[end] ?? '') &&
    !titleAt(lines, end)
  )
    end++;
  return end;
}

/** A paragraph; what is indented after its `::` is code, and what is indented right below it defines it. */
function readParagraph(reading: Reading, of: Lines, at: number): Step {
  const { lines, first } = of;
  const end = paragraphEnd(lines, at);
  const source = lines.slice(at, end).join('\n').trim();
  const announces = source.endsWith('::');
  const text = announces ? source.replace(/\s*::$/, /\S::$/.test(source) ? ':' : '') : source;
  const nodes: Nodes[] = text ? [{ type: 'paragraph', children: readInline(text, reading.names), position: positionAt(first + at) }] : [];
  let next = end;
  while (next < lines.length && isBlank(lines[next])) next++;
  if (announces && next < lines.length) {
    const isQuoted = indentOf(lines[next] ?? '') === 0 && QUOTED.test(lines[next] ?? '');
    const stop = isQuoted ? paragraphEnd(lines, next) : indentedFrom(lines, next);
    if (stop > next) return { nodes: [...nodes, codeNode(dedent(of, next, stop))], end: stop };
  }
  if (next !== end || next >= lines.length || indentOf(lines[next] ?? '') === 0) return { nodes, end };
  const stop = indentedFrom(lines, end);
  return { nodes: [...nodes, ...readInside(reading, dedent(of, end, stop))], end: stop };
}

function readQuote(reading: Reading, of: Lines, at: number): Step {
  const end = indentedFrom(of.lines, at);
  const children = readInside(reading, dedent(of, at, end));
  return { nodes: [{ type: 'blockquote', children: children as never, position: positionAt(of.first + at) }], end };
}

function readLineBlock(reading: Reading, of: Lines, at: number): Step {
  let end = at;
  while (end < of.lines.length && /^\|(?:\s|$)/.test(of.lines[end] ?? '')) end++;
  const children = of.lines
    .slice(at, end)
    .flatMap((line, index) => [...(index ? [{ type: 'break' } as const] : []), ...readInline(line.slice(1).trim(), reading.names)]);
  return { nodes: [{ type: 'paragraph', children, position: positionAt(of.first + at) }], end };
}

function readDoctest(of: Lines, at: number): Step {
  let end = at;
  while (end < of.lines.length && !isBlank(of.lines[end])) end++;
  return {
    nodes: [{ ...codeNode({ lines: of.lines.slice(at, end), first: of.first + at }, 'python'), position: positionAt(of.first + at) }],
    end,
  };
}

function readStep(reading: Reading, of: Lines, at: number): Step {
  const line = of.lines[at] ?? '';
  if (indentOf(line) > 0) return readSection(reading, of, at) ?? readQuote(reading, of, at);
  if (startsTable(line)) return readTableStep(reading, of, at);
  const section = readSection(reading, of, at);
  if (section) return section;
  if (isRule(line)) return { nodes: [{ type: 'thematicBreak', position: positionAt(of.first + at) }], end: at + 1 };
  if (/^\.\.(?:\s|$)/.test(line)) return readExplicit(reading, of, at);
  if (/^>>> /.test(line)) return readDoctest(of, at);
  if (/^\|(?:\s|$)/.test(line)) return readLineBlock(reading, of, at);
  return readList(reading, of, at) ?? readField(reading, of, at) ?? readParagraph(reading, of, at);
}

function readTableStep(reading: Reading, of: Lines, at: number): Step {
  const { nodes, end } = readTable(of, at, { names: reading.names, read: (inner) => readInside(reading, inner) });
  return { nodes, end: Math.max(end, at + 1) };
}

function readBlocks(reading: Reading, of: Lines): Nodes[] {
  const out: Nodes[] = [];
  for (let at = 0; at < of.lines.length; ) {
    if (isBlank(of.lines[at])) {
      at++;
      continue;
    }
    const { nodes, end } = readStep(reading, of, at);
    out.push(...nodes);
    at = Math.max(end, at + 1);
  }
  return out;
}

function namesIn(lines: string[]): Names {
  const names: Names = { links: new Map(), substitutions: new Map() };
  for (const line of lines) {
    const [, target = '', url = ''] = TARGET.exec(line.trim()) ?? [];
    if (target && url && !/\s/.test(url)) names.links.set(nameOf(target), url);
    const [, name = '', text = ''] = /^\.\.\s+\|([^|]+)\|\s+replace::\s*(.*)$/.exec(line.trim()) ?? [];
    if (name) names.substitutions.set(nameOf(name), text);
  }
  return names;
}

/**
 * Reads reStructuredText as people wrote it to the tree of a Markdown document: rules that are too short underline, lists may
 * touch the paragraph above, and what it does not know keeps its words. Never throws; `short` has the lines of rules that were too short.
 */
export function readRst(text: string): { tree: Root; short: number[] } {
  const lines = text
    .replaceAll('\t', '        ')
    .split('\n')
    .map((line) => line.trimEnd());
  const reading: Reading = { names: namesIn(lines), styles: [], short: [], depth: 0 };
  const tree: Root = { type: 'root', children: readBlocks(reading, { lines, first: 1 }) as Root['children'] };
  return { tree, short: reading.short };
}
