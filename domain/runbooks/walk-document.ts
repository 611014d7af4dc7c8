import type { Heading, Nodes, Parents, Root } from 'mdast';
import { textOf } from '@/lib/markdown/text-of';
import { rowIds } from './components';
import { addText, error, lineOf, noteCovers, type Walk } from './document-walk';
import { isCommand } from './rules/snippet-inline';
import { imageAsLink, imageReferenceAsText, settleLink } from './safe-links';
import { walkComponent } from './walk-component';

const isComment = (expression: string) => /^\s*(?:\/\*(?:[^*]|\*(?!\/))*\*\/\s*)*$/.test(expression);

function expression(walk: Walk, node: Extract<Nodes, { type: 'mdxFlowExpression' | 'mdxTextExpression' }>): Nodes[] {
  if (isComment(node.value)) return [];
  const shown = node.value.trim().slice(0, 40);
  error(walk, {
    rule: 'mdx/expression',
    line: lineOf(node),
    message: `{${shown}} is an expression; nothing in a runbook is evaluated.`,
    fix: 'To show a brace, write \\{ or put the text into `backticks`.',
  });
  const code: Nodes = { type: 'inlineCode', value: `{${node.value}}` };
  return node.type === 'mdxFlowExpression' ? [{ type: 'paragraph', children: [code] }] : [code];
}

function heading(walk: Walk, node: Heading): void {
  const title = textOf(node).replace(/\s+/g, ' ').trim() || 'Untitled';
  const id = walk.headingId(title);
  walk.sections.push({ id, depth: node.depth, title, text: '', signatures: [], line: lineOf(node) });
  node.data = { ...node.data, hProperties: { id } };
}

/** In plain Markdown, HTML is text like any other; comments are not shown. */
function html(node: Extract<Nodes, { type: 'html' }>, parent: Parents): Nodes[] {
  if (/^<!--[\s\S]*-->\s*$/.test(node.value)) return [];
  const text: Nodes = { type: 'text', value: node.value };
  return parent.type === 'root' || parent.type === 'listItem' || parent.type === 'blockquote'
    ? [{ type: 'paragraph', children: [text] }]
    : [text];
}

/** In these, code is run or shown because it does not work. */
const NOT_COPIED: ReadonlySet<string> = new Set(['Diagnostic', 'Remediation', 'Trap']);

const COVERS = /(?:^|\s)covers=(?:"([^"]*)"|(\S+))/;

function noteFence(walk: Walk, node: Extract<Nodes, { type: 'code' }>): void {
  const [, quoted, bare] = COVERS.exec(node.meta ?? '') ?? [];
  noteCovers(walk, rowIds(quoted ?? bare ?? ''), { by: 'fence', line: lineOf(node) });
}

function noteSnippet(walk: Walk, node: Extract<Nodes, { type: 'code' | 'inlineCode' }>): void {
  if (walk.within.some((name) => NOT_COPIED.has(name))) return;
  if (node.type === 'code') walk.snippets.push({ language: node.lang ?? '', body: node.value, line: lineOf(node) });
  else if (isCommand(node.value)) walk.snippets.push({ language: 'bash', body: node.value, line: lineOf(node) - 1 });
}

/** Nodes whose words belong together in the search. */
const SPOKEN = new Set(['paragraph', 'tableCell', 'code', 'definition']);

function visitNode(walk: Walk, node: Nodes, parent: Parents): Nodes[] {
  switch (node.type) {
    case 'yaml':
      return [];
    case 'mdxjsEsm':
      error(walk, {
        rule: 'mdx/import',
        line: lineOf(node),
        message: 'import and export are not allowed; nothing in a runbook is evaluated.',
        fix: 'Remove the line.',
      });
      return [];
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return expression(walk, node);
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return walkComponent(walk, node, (children) => visitAll(walk, children, node as Parents));
    case 'html':
      return html(node, parent);
    case 'image':
      settleLink(walk, node);
      return [imageAsLink(node)];
    case 'imageReference':
      return [imageReferenceAsText(node)];
    case 'heading':
      // What is not drawn of it is not a part of its title.
      node.children = visitAll(walk, node.children, node) as typeof node.children;
      heading(walk, node);
      return [node];
    case 'code':
      noteFence(walk, node);
      noteSnippet(walk, node);
      break;
    case 'inlineCode':
      noteSnippet(walk, node);
      break;
    case 'link':
    case 'definition':
      settleLink(walk, node);
  }
  if (SPOKEN.has(node.type)) addText(walk, textOf(node));
  if ('children' in node) node.children = visitAll(walk, node.children as Nodes[], node) as typeof node.children;
  return [node];
}

const visitAll = (walk: Walk, children: Nodes[], parent: Parents): Nodes[] => children.flatMap((child) => visitNode(walk, child, parent));

/** Walks a document once: gathers sections, blocks and problems, and leaves a tree of plain Markdown and rb- elements. */
export function walkDocument(walk: Walk, tree: Root): void {
  tree.children = visitAll(walk, tree.children, tree) as Root['children'];
}
