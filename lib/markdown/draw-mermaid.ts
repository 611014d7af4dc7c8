import { createHash } from 'node:crypto';
import type { Element } from 'hast';
import { readSvg } from './read-svg';
import { textOf } from './text-of';

const labelsOf = (node: Element): string[] =>
  node.tagName === 'text'
    ? [node.children.map(textOf).join(' ')]
    : node.children.flatMap((child) => (child.type === 'element' ? labelsOf(child) : []));

const SUPPORTED = /^(?:graph|flowchart|sequenceDiagram|stateDiagram(?:-v2)?|classDiagram|erDiagram)\b/;
const MAX_CHARACTERS = 10_000;
const KEPT = 500;

/** Words of the language itself, which need not appear in the drawing. */
const GRAMMAR = new Set(
  `graph flowchart td tb bt lr rl subgraph end direction participant actor as note over left right of loop alt else opt par and
  rect critical break autonumber activate deactivate state class sequencediagram statediagram v2 classdiagram erdiagram br`.split(/\s+/),
);
const LINK = /\s*(<?(?:--+>|==+>|-\.+->)|---+|===+|-\.+-(?!>))\s*(\|[^|\n]*\|)?\s*/g;
const QUOTED = /"[^"\n]*"|\[[^\]\n]*\]|\([^)\n]*\)|\{[^}\n]*\}|\|[^|\n]*\|/g;

/** The drawing library takes `A-->B` for one name; with spaces it sees the link. Labels are left as they are. */
function spaced(source: string): string {
  if (!/^(?:graph|flowchart)\b/.test(source)) return source;
  return source
    .split('\n')
    .map((line) => {
      const kept: string[] = [];
      const bare = line.replace(QUOTED, (label) => `\ue000${kept.push(label) - 1}\ue001`);
      const linked = bare
        .replace(LINK, (_, arrow: string, label = '') => ` ${arrow}${label} `)
        .replace(/(-[->.=]+) (\ue000\d+\ue001)(?=\s*\w)/g, '$1$2 ');
      return linked.replace(/\ue000(\d+)\ue001/g, (_, index: string) => kept[Number(index)] ?? '');
    })
    .join('\n');
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/** Every word that somebody wrote must be in the drawing; what the library did not understand it leaves out without a word. */
function isComplete(source: string, svg: string, drawing: Element): boolean {
  const drawn = new Set(labelsOf(drawing).flatMap(wordsOf));
  for (const [, value = ''] of svg.matchAll(/ data-(?:id|from|to|actor|label)="([^"]*)"/g)) {
    // "A--" would be a link that was taken for a name.
    if (/--|-\.|==|->/.test(value) && !source.includes(`"${value}"`)) return false;
    for (const word of wordsOf(value)) drawn.add(word);
  }
  const written = source
    .split('\n')
    .filter(
      (line) =>
        !/^\s*(?:%%|classDef\b|class\s|style\b|linkStyle\b)/.test(line) || /^\s*class\s/.test(line) === /^classDiagram/.test(source),
    )
    .join('\n');
  return wordsOf(written).every((word) => GRAMMAR.has(word) || drawn.has(word));
}

function prefixOf(source: string): string {
  return `m${createHash('sha256').update(source).digest('hex').slice(0, 10)}-`;
}

async function draw(source: string): Promise<Element | null> {
  const { renderMermaidSVG } = await import('beautiful-mermaid');
  const svg = renderMermaidSVG(spaced(source));
  const drawing = readSvg(svg, prefixOf(source));
  if (!drawing || !isComplete(source, svg, drawing)) return null;
  drawing.properties = {
    ...drawing.properties,
    className: ['mermaid-drawing'],
    role: 'img',
    ariaLabel: `Diagram: ${labelsOf(drawing).join(', ').slice(0, 300)}`,
  };
  return drawing;
}

const drawn = new Map<string, Element | null>();

/**
 * Draws a mermaid text as SVG of bare drawing elements, coloured by the variables in highlight.css. Null when the kind of
 * diagram is not supported here or something of it would be missing; the browser's own mermaid draws those. Never throws.
 */
export async function drawMermaid(text: string): Promise<Element | null> {
  const source = text.trim().replace(/;[ \t]*$/gm, '');
  if (!SUPPORTED.test(source) || source.length > MAX_CHARACTERS) return null;
  if (!drawn.has(source)) {
    if (drawn.size >= KEPT) drawn.clear();
    drawn.set(source, await draw(source).catch(() => null));
  }
  return drawn.get(source) ?? null;
}
