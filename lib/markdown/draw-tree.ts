import type { Element, ElementContent, Parents, Root } from 'hast';
import type { Root as Mdast } from 'mdast';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { drawMermaid } from './draw-mermaid';
import { highlight } from './highlight';
import { textOf } from './text-of';

const toHast = unified().use(remarkRehype, { clobberPrefix: 'note-' }).freeze();

const languageOf = (code: Element) => {
  const classes = code.properties.className;
  const found = Array.isArray(classes) ? classes.find((name) => String(name).startsWith('language-')) : undefined;
  return found === undefined ? null : String(found).slice('language-'.length);
};

async function drawFence(pre: Element): Promise<ElementContent> {
  const code = pre.children[0];
  if (code?.type !== 'element' || code.tagName !== 'code') return pre;
  const text = textOf(code).replace(/\n$/, '');
  const language = languageOf(code);
  // Where it stood, so that what is said of it can be shown there.
  if (language !== 'mermaid') return { ...(await highlight(text, language)), ...(pre.position ? { position: pre.position } : {}) };
  const drawing = await drawMermaid(text);
  // With the drawing here, the browser need not have its text.
  const properties = drawing ? { label: String(drawing.properties.ariaLabel) } : { source: text };
  return { type: 'element', tagName: 'rb-mermaid', properties, children: drawing ? [drawing] : [] };
}

/** No inline style for a column's alignment, which the page's security policy refuses. */
function alignByClass(cell: Element): void {
  const { align, ...properties } = cell.properties;
  if (align) cell.properties = { ...properties, className: [`align-${align}`] };
}

async function drawWithin(parent: Parents): Promise<void> {
  for (const [index, child] of parent.children.entries()) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'pre') parent.children[index] = await drawFence(child);
    else {
      if (child.tagName === 'td' || child.tagName === 'th') alignByClass(child);
      await drawWithin(child);
    }
  }
}

/** Turns a document into elements ready to be drawn: code highlighted by classes, mermaid as SVG, alignment as classes. */
export async function drawTree(document: Mdast): Promise<Root> {
  const tree = toHast.runSync(document) as Root;
  await drawWithin(tree);
  return tree;
}
