import type { Element, ElementContent } from 'hast';

/** Drawing elements and nothing else: no script, style, link, image, animation or foreign content. */
const ELEMENTS = new Set([
  'svg',
  'g',
  'defs',
  'marker',
  'polygon',
  'polyline',
  'line',
  'rect',
  'circle',
  'ellipse',
  'path',
  'text',
  'tspan',
]);

const NUMBER = /^-?[\d.]+(?:e-?\d+)?$/;
const NUMBERS = /^[-\d.,\s]*$/;
const WORD = /^[\w-]+$/;
const PAINT = /^(?:none|currentColor|var\(--[\w-]+\)|url\(#[\w-]+\))$/;
const REFERENCE = /^url\(#[\w-]+\)$/;

/** attribute -> its name in the tree, and what its value must look like. */
const ATTRIBUTES: Record<string, [string, RegExp]> = {
  viewBox: ['viewBox', NUMBERS],
  width: ['width', NUMBER],
  height: ['height', NUMBER],
  id: ['id', WORD],
  markerWidth: ['markerWidth', NUMBER],
  markerHeight: ['markerHeight', NUMBER],
  refX: ['refX', NUMBER],
  refY: ['refY', NUMBER],
  orient: ['orient', WORD],
  points: ['points', NUMBERS],
  d: ['d', /^[-\d.,\seMmLlHhVvCcSsQqTtAaZz]*$/],
  x: ['x', NUMBER],
  y: ['y', NUMBER],
  x1: ['x1', NUMBER],
  y1: ['y1', NUMBER],
  x2: ['x2', NUMBER],
  y2: ['y2', NUMBER],
  cx: ['cx', NUMBER],
  cy: ['cy', NUMBER],
  r: ['r', NUMBER],
  rx: ['rx', NUMBER],
  ry: ['ry', NUMBER],
  dy: ['dy', NUMBER],
  dx: ['dx', NUMBER],
  transform: ['transform', /^(?:(?:translate|rotate|scale)\([-\d.,\s]+\)\s*)+$/],
  fill: ['fill', PAINT],
  stroke: ['stroke', PAINT],
  'stroke-width': ['strokeWidth', NUMBER],
  'stroke-dasharray': ['strokeDashArray', NUMBERS],
  'stroke-linejoin': ['strokeLineJoin', WORD],
  'stroke-linecap': ['strokeLineCap', WORD],
  'text-anchor': ['textAnchor', WORD],
  'dominant-baseline': ['dominantBaseline', WORD],
  'font-size': ['fontSize', NUMBER],
  'font-weight': ['fontWeight', WORD],
  'font-style': ['fontStyle', WORD],
  'marker-start': ['markerStart', REFERENCE],
  'marker-end': ['markerEnd', REFERENCE],
};

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decodeEntities = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, dec, hex, name) => {
    const code = dec ? Number(dec) : hex ? Number.parseInt(hex, 16) : 0;
    return code ? (code <= 0x10ffff ? String.fromCodePoint(code) : '') : (ENTITIES[name] ?? whole);
  });

function propertiesOf(source: string, idPrefix: string): Element['properties'] {
  const properties: Element['properties'] = {};
  for (const [, name = '', raw = ''] of source.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    const known = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
    const value = decodeEntities(raw);
    if (!known?.[1].test(value)) continue;
    properties[known[0]] = name === 'id' ? idPrefix + value : value.replace(/^url\(#/, `url(#${idPrefix}`);
  }
  return properties;
}

/**
 * Reads an SVG text to a tree of drawing elements. Everything not on the list is left out: other elements with all that is
 * in them, event handlers, styles, links, literal colours (a drawing takes its colours from CSS variables). Ids get the
 * prefix, so that several drawings share a page. Null when the text is not well formed.
 */
export function readSvg(source: string, idPrefix: string): Element | null {
  const root: Element = { type: 'element', tagName: 'root', properties: {}, children: [] };
  const open: { name: string; element: Element | null }[] = [{ name: 'root', element: root }];
  const inside = () => (open.every((entry) => entry.element) ? (open.at(-1)?.element ?? null) : null);
  for (const [whole, closing, name = '', attributes = '', selfClosing, text] of source.matchAll(
    /<(\/)?([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/)?>|([^<]+)|</g,
  )) {
    if (whole === '<') return null;
    if (text !== undefined) {
      const parent = inside();
      if (parent && (parent.tagName === 'text' || parent.tagName === 'tspan'))
        parent.children.push({ type: 'text', value: decodeEntities(text) });
    } else if (closing) {
      if (open.pop()?.name !== name || !open.length) return null;
    } else {
      const parent = inside();
      const element: Element | null = ELEMENTS.has(name)
        ? { type: 'element', tagName: name, properties: propertiesOf(attributes, idPrefix), children: [] }
        : null;
      if (parent && element) parent.children.push(element as ElementContent);
      if (!selfClosing) open.push({ name, element });
    }
  }
  const svg = root.children[0];
  return open.length === 1 && root.children.length === 1 && svg?.type === 'element' && svg.tagName === 'svg' ? svg : null;
}
