import type { Blockquote, Code, Nodes, Parents, PhrasingContent, Root } from 'mdast';
import { readMarkdown } from '@/lib/markdown/read-markdown';
import { textOf } from '@/lib/markdown/text-of';
import { attachToSteps } from './attach-to-steps';
import { calloutType } from './callout-types';
import { htmlFlow } from './html-flow';
import { htmlInline } from './html-inline';
import { commonMarkdown } from './markdown-dialects';
import { callout } from './mdx-nodes';
import { readPlainly } from './read-plainly';

const MOST_NESTED_HTML = 8;

const startOf = (node: Nodes | undefined) => node?.position?.start.line ?? 0;

/** Moves the lines of a tree that was read from the middle of a file. */
function shift(node: Nodes, by: number): void {
  const { position } = node;
  if (position) {
    position.start.line += by;
    position.end.line += by;
  }
  if ('children' in node) for (const child of node.children as Nodes[]) shift(child, by);
}

function readInner(text: string, line: number, depth: number): Nodes[] {
  const { tree } = readMarkdown(text, 'md');
  shift(tree, line - 1);
  return depth > MOST_NESTED_HTML ? (tree.children as Nodes[]) : settle(tree.children as Nodes[], depth + 1);
}

/** `> [!NOTE]` of GitHub, GitLab and Obsidian. */
function alert(quote: Blockquote): Nodes | null {
  const [first] = quote.children;
  const [text] = first?.type === 'paragraph' ? first.children : [];
  if (text?.type !== 'text' || first?.type !== 'paragraph') return null;
  const [whole = '', name = '', title = ''] = /^\[!(\w+)\][+-]?[ \t]*([^\n]*)\n?/.exec(text.value) ?? [];
  const type = calloutType(name);
  if (!type) return null;
  text.value = text.value.slice(whole.length);
  if (!text.value && first.children.length > 1 && first.children[1]?.type === 'break') first.children.splice(1, 1);
  const isEmpty = !first.children.some((child) => child.type !== 'text' || child.value.trim());
  return callout(type, title.trim(), (isEmpty ? quote.children.slice(1) : quote.children) as Nodes[], quote.position);
}

const FENCE = /^[ ]{0,3}(`{3,}|~{3,})/m;

/** A fence has lines of its own above and below. */
const isFenced = ({ position, value }: Code) => (position?.end.line ?? 0) - (position?.start.line ?? 0) >= value.split('\n').length;

/** Fences that were indented so far that they are code themselves: their signs are no part of what they say. */
function unwrapFences(node: Code, depth: number): Nodes[] {
  if (isFenced(node)) return [node];
  const indent = /^ */.exec(node.value)?.[0] ?? '';
  const text = node.value.replace(new RegExp(`^${indent}`, 'gm'), '');
  if (node.lang || !FENCE.test(text) || depth > MOST_NESTED_HTML) return [node];
  const inner = readInner(text, startOf(node), depth);
  const isSteps = inner.some(({ type }) => type === 'code') && !inner.some(({ type }) => type === 'heading');
  return isSteps ? inner : [node];
}

const isInline = (parent: Nodes['type']) => parent === 'paragraph' || parent === 'heading' || parent === 'tableCell';

function settle(children: Nodes[], depth = 0): Nodes[] {
  return children.flatMap((node): Nodes[] => {
    if (node.type === 'html') return htmlFlow(node.value, startOf(node), (text, line) => readInner(text, line, depth));
    if (node.type === 'yaml') return [];
    if (node.type === 'code') return unwrapFences(node, depth);
    if (isInline(node.type) && 'children' in node)
      (node as { children: PhrasingContent[] }).children = htmlInline(node.children as PhrasingContent[]);
    else if ('children' in node) (node as Parents).children = settle(node.children as Nodes[], depth) as never;
    if (node.type === 'listItem' && !node.children.length) node.children.push({ type: 'paragraph', children: [] });
    return [(node.type === 'blockquote' ? alert(node) : null) ?? node];
  });
}

/** Reads Markdown as people wrote it to a tree without HTML. Never throws: what no parser can hold is read line by line. */
export function readMarkdownGuide(text: string): { tree: Root; moved: number[] } {
  const common = commonMarkdown(text);
  const { tree, broken } = readMarkdown(common, 'md');
  if (broken) return { tree: readPlainly(text), moved: [] };
  const { children, moved } = attachToSteps(settle(tree.children as Nodes[]));
  const kept = children.filter((node) => node.type !== 'paragraph' || textOf(node).trim() || node.children.length);
  return { tree: { type: 'root', children: kept as Root['children'] }, moved };
}
