import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { isAllowedLink } from '@/lib/markdown/link-target';
import { dressTree } from './dress-tree';

/** Lines of the file, both included. */
export type Lines = { from: number; to: number };

/** What of a document stands by itself, one under the other. */
const FLOW = new Set(['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'blockquote', 'hr', 'div', 'section', 'details']);
const PHRASES = ['li', 'thead', 'tbody', 'table', 'tr', 'th', 'td', 'pre', 'code', 'span', 'a', 'strong', 'em', 'del', 'br', 'kbd'];
/** Only these are ever written as they are; anything else goes through React, which knows what to refuse. */
const STILL_TAGS = new Set([...FLOW, ...PHRASES, 'sub', 'sup', 'summary', 'button']);
const STILL_PROPERTIES = new Set([
  ...['id', 'className', 'title', 'role', 'tabIndex', 'type', 'start', 'scope', 'ariaLabel', 'ariaHidden', 'ariaDescribedBy', 'href'],
  ...['dataLanguage', 'dataFootnotes', 'dataFootnoteRef', 'dataFootnoteBackref'],
]);

type IsMarked = (lines: Lines) => boolean;

const linesOf = ({ position }: Element): Lines | null => (position ? { from: position.start.line, to: position.end.line } : null);
const isFrame = ({ properties }: Element) => Array.isArray(properties.className) && properties.className.includes('code-frame');

function markedLines(node: Element, isMarked: IsMarked): Lines | null {
  const lines = isFrame(node) ? linesOf(node) : null;
  return lines && isMarked(lines) ? lines : null;
}

const isHarmless = ({ tagName, properties }: Element) =>
  STILL_TAGS.has(tagName) &&
  Object.keys(properties).every((name) => STILL_PROPERTIES.has(name)) &&
  (properties.href === undefined || isAllowedLink(String(properties.href)));

function isStill(node: ElementContent, isMarked: IsMarked): boolean {
  if (node.type === 'text') return true;
  return (
    node.type === 'element' && !markedLines(node, isMarked) && isHarmless(node) && node.children.every((child) => isStill(child, isMarked))
  );
}

const written = (run: ElementContent[]): Element => ({
  type: 'element',
  tagName: 'rb-text',
  properties: { html: toHtml(run, { preferUnquoted: true }) },
  children: [],
});

const copied = ({ from, to }: Lines): Element => ({
  type: 'element',
  tagName: 'rb-copied',
  properties: { from: String(from), to: String(to) },
  children: [],
});

function alive(node: ElementContent, isMarked: IsMarked): ElementContent {
  if (node.type !== 'element' || node.tagName === 'rb-mermaid') return node;
  const children = gathered(node.children, isMarked);
  if (node.tagName.startsWith('rb-')) return { ...node, children };
  const { className } = node.properties;
  return {
    ...node,
    properties: { ...node.properties, className: [...(Array.isArray(className) ? className : []), 'guide-part'] },
    children,
  };
}

function gathered(nodes: ElementContent[], isMarked: IsMarked): ElementContent[] {
  const gone: ElementContent[] = [];
  let run: ElementContent[] = [];
  const end = () => {
    if (run.length > 0) gone.push(written(run));
    run = [];
  };
  for (const node of nodes) {
    if (run.length > 0 && node.type === 'text' && !node.value.trim()) continue;
    const marked = node.type === 'element' ? markedLines(node, isMarked) : null;
    const isFlow = node.type === 'element' && FLOW.has(node.tagName);
    if (isFlow && isStill(marked ? { ...node, position: undefined } : node, isMarked)) run.push(node);
    else {
      end();
      gone.push(alive(node, isMarked));
    }
    if (!marked) continue;
    end();
    gone.push(copied(marked));
  }
  end();
  return gone;
}

/** A drawn document in which each run of text without anything live in it is one `rb-text`, whose `html` is written once. */
export function stillRuns(tree: Root, isMarked: IsMarked): Root {
  return { type: 'root', children: gathered(dressTree(tree).children as ElementContent[], isMarked) };
}

const kept = new WeakMap<Root, { marks: string; settled: Root }>();

/** The same as `stillRuns`, kept for as long as the drawing is; `marked` are the lines of code of which something is said beneath it. */
export function keptRuns(tree: Root, marked: readonly number[]): Root {
  const marks = marked.join();
  const known = kept.get(tree);
  if (known?.marks === marks) return known.settled;
  const settled = stillRuns(tree, ({ from, to }) => marked.some((line) => line >= from && line <= to));
  kept.set(tree, { marks, settled });
  return settled;
}
