import type { Nodes, PhrasingContent, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

const writer = unified()
  .use(remarkStringify, { bullet: '-', rule: '-', fences: true, resourceLink: true, listItemIndent: 'one' })
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkMdx)
  .freeze();

/** At the beginning of a block, MDX takes these words for JavaScript. */
const SCRIPT_WORD = /^(?:import|export)(?=[\s{*"'])/;

/** A word that would be taken for a statement is written with a reference in place of its first letter. */
function shield(node: Nodes): Nodes {
  const [first] = node.type === 'paragraph' ? node.children : [];
  const word = first?.type === 'text' ? SCRIPT_WORD.exec(first.value)?.[0] : undefined;
  if (node.type !== 'paragraph' || first?.type !== 'text' || !word) return node;
  const referred: PhrasingContent = { type: 'html', value: `&#${word.charCodeAt(0)};${word.slice(1)}` };
  return { ...node, children: [referred, { ...first, value: first.value.slice(word.length) }, ...node.children.slice(1)] };
}

/**
 * A document as MDX that says the same: what MDX would take for a component or an expression is escaped. A node of the type
 * html is written as it is.
 */
export const writeMdx = (nodes: Nodes[]): string => writer.stringify({ type: 'root', children: nodes.map(shield) } as Root).trimEnd();
