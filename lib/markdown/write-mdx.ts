import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

const writer = unified()
  .use(remarkStringify, { bullet: '-', rule: '-', fences: true, resourceLink: true, listItemIndent: 'one' })
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkMdx)
  .freeze();

/** At the beginning of a line, MDX takes these words for JavaScript. */
const SCRIPT_WORD = /^(?:import|export)(?=[\s{*"'])/;
const FIRST_LETTER = { i: '&#105;', e: '&#101;' } as const;

/** A word that would be taken for a statement is written with a reference in place of its first letter. */
const shield = (written: string) =>
  written.replace(SCRIPT_WORD, (word) => FIRST_LETTER[word[0] as keyof typeof FIRST_LETTER] + word.slice(1));

/** One block of a document as MDX that says the same: what MDX would take for a component or an expression is escaped. */
export const writeMdxBlock = (node: Nodes): string => {
  const written = writer.stringify({ type: 'root', children: [node] } as Root).trimEnd();
  return node.type === 'paragraph' ? shield(written) : written;
};
