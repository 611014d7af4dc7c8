'use client';
import { createElement, type ReactNode, useMemo } from 'react';

/** What a message is written in; whatever else stands in the HTML is shown as its text. */
const DRAWN = new Set('P BR STRONG EM DEL CODE PRE UL OL LI BLOCKQUOTE HR H1 H2 H3 H4 H5 H6 TABLE THEAD TBODY TR TH TD'.split(' '));

function drawn(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const children = [...node.childNodes].map(drawn);
  if (node.tagName === 'A') return <Outward key={key} href={node.getAttribute('href') ?? ''} text={children} />;
  if (!DRAWN.has(node.tagName)) return children;
  return createElement(node.tagName.toLowerCase(), { key }, ...children);
}

const Outward = ({ href, text }: { href: string; text: ReactNode }) =>
  /^(https?:|mailto:|tel:)/.test(href) ? (
    <a href={href} target="_blank" rel="noreferrer" className="link">
      {text}
    </a>
  ) : (
    text
  );

/** What a mail program is given, read in a document of its own where nothing runs, and drawn as elements: never as HTML. */
export function MailBody({ html }: { html: string }) {
  const body = useMemo(() => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].map(drawn), [html]);
  return <div className="prose wrap-anywhere">{body}</div>;
}
