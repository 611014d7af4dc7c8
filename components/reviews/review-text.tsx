import { createElement, type ReactNode } from 'react';
import type { TextNode } from '@/domain/reviews/words/text-tree';

const LOOKS: Readonly<Record<string, string>> = {
  h3: 'mt-4 text-md font-semibold',
  h4: 'mt-3 font-semibold',
  table: 'my-2 border-collapse text-left',
  th: 'border-b border-line py-1 pr-4 text-sm font-normal text-ink-3',
  td: 'border-b border-line py-1 pr-4 align-top',
  blockquote: 'border-l-2 border-line pl-3 text-ink-2',
  hr: 'my-3 border-line',
};

/** What somebody wrote, drawn from its elements: never as HTML. */
export function ReviewText({ nodes }: { nodes: readonly TextNode[] }) {
  return <div className="prose text-md leading-6.5">{nodes.map(drawn)}</div>;
}

function drawn(node: TextNode, key: number): ReactNode {
  if (typeof node === 'string') return node;
  const { tag, href, start, children } = node;
  const frame = tag === 'pre' ? { tabIndex: 0 } : {};
  const link = href === undefined ? {} : { href, rel: 'noreferrer' };
  const first = start === undefined || start === 1 ? {} : { start };
  return createElement(tag, { key, className: LOOKS[tag], ...frame, ...link, ...first }, ...children.map(drawn));
}
