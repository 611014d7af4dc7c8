import type { Element, ElementContent, Root } from 'hast';

/** What a tag becomes, and the class by which guide-text.css tells it from others of its name. */
const HEADINGS: Readonly<Record<string, { tagName: string; look?: string }>> = {
  h1: { tagName: 'h2', look: 'guide-h1' },
  h2: { tagName: 'h2' },
  h3: { tagName: 'h3' },
  h4: { tagName: 'h4' },
  h5: { tagName: 'h4', look: 'guide-h5' },
  h6: { tagName: 'h4', look: 'guide-h5' },
};
const CALLOUTS: Readonly<Record<string, string>> = { info: 'Note', tip: 'Tip', warning: 'Careful', danger: 'Danger' };

type Properties = Element['properties'];

const element = (tagName: string, properties: Properties, ...children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const textNode = (value: string): ElementContent => ({ type: 'text', value });
const word = (value: unknown) => (typeof value === 'string' ? value : '');

function classesOf({ className }: Properties, more: string): string[] {
  return [...(Array.isArray(className) ? className.map(String) : []), more];
}

function heading(node: Element): Element {
  const { tagName, look } = HEADINGS[node.tagName] as { tagName: string; look?: string };
  const { id } = node.properties;
  const link = element('a', { href: `#${id}`, ariaLabel: 'Link to this section' }, textNode('#'));
  const properties = look ? { ...node.properties, className: classesOf(node.properties, look) } : node.properties;
  return { ...node, tagName, properties, children: id ? [...node.children, link] : node.children };
}

/** Code as it is written, never hidden; a long one scrolls in its frame, which can be reached by keyboard. */
function codeFrame(pre: Element): Element {
  const copy = element('button', { type: 'button', ariaLabel: 'Copy code', title: 'Copy code' });
  const code = { ...pre, properties: { ...pre.properties, tabIndex: 0 } };
  return { ...element('div', { className: ['code-frame'] }, code, copy), ...(pre.position ? { position: pre.position } : {}) };
}

const tableFrame = (table: Element) => element('section', { className: ['table-frame'], tabIndex: 0, ariaLabel: 'Table' }, table);

function note(className: string, title: ElementContent[], children: ElementContent[]): Element {
  const body = element('div', { className: ['note-body'] }, ...children);
  return element('div', { role: 'note', className: ['note', className] }, element('p', { className: ['note-title'] }, ...title), body);
}

/** Something to know before going on. */
function callout({ properties, children }: Element): Element {
  const type = word(properties.type);
  const title = word(properties.title) || (CALLOUTS[type] ?? 'Note');
  return note(type === 'danger' || type === 'warning' ? 'note-grave' : 'note-plain', [textNode(title)], children);
}

/** A widespread command that does not work, and what does. */
function trap({ properties, children }: Element): Element {
  const title = word(properties.title);
  const sign = element('span', { ariaHidden: 'true' }, textNode('⊘ '));
  return note('note-trap', [sign, textNode(title ? `Trap: ${title}` : 'Trap')], children);
}

const DRESSES: Readonly<Record<string, (node: Element) => Element>> = {
  ...Object.fromEntries(Object.keys(HEADINGS).map((tag) => [tag, heading])),
  a: (node) => ({ ...node, properties: { ...node.properties, className: classesOf(node.properties, 'link') } }),
  pre: codeFrame,
  table: tableFrame,
  th: (node) => ({ ...node, properties: { ...node.properties, scope: 'col' } }),
  'rb-signature': ({ children }) => element('div', { className: ['signature'] }, ...children),
  'rb-callout': callout,
  'rb-trap': trap,
};

/** In these, what stands between the elements is only how the file was written. */
const HOLDS_ELEMENTS = new Set(['ul', 'ol', 'table', 'thead', 'tbody', 'tr']);

const isBlank = (node: ElementContent) => node.type === 'text' && !node.value.trim();

function dressed(node: ElementContent): ElementContent {
  if (node.type !== 'element' || node.tagName === 'rb-mermaid') return node;
  const children = HOLDS_ELEMENTS.has(node.tagName) ? node.children.filter((child) => !isBlank(child)) : node.children;
  const inner = { ...node, children: children.map(dressed) };
  return Object.hasOwn(DRESSES, node.tagName) ? (DRESSES[node.tagName]?.(inner) ?? inner) : inner;
}

/** A drawn document as its page shows it: headings with their links, code and tables in frames, notes with their titles. */
export function dressTree(tree: Root): Root {
  return { ...tree, children: (tree.children as ElementContent[]).map(dressed) };
}
