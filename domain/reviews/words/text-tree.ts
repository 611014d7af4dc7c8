import type { Nodes } from 'mdast';
import { outwardAddress } from '@/domain/deliveries/render/outward-address';
import { readMarkdown } from '@/lib/markdown/read-markdown';

/** An element of a text, or its words. Nothing else is ever drawn. */
export type TextNode = string | { tag: TextTag; href?: string; start?: number; children: TextNode[] };
export type TextTag = keyof typeof TAGS | 'a' | 'h3' | 'h4' | 'ol' | 'pre' | 'th' | 'td' | 'br' | 'thead' | 'tbody' | 'hr';

const TAGS = { p: 1, blockquote: 1, ul: 1, li: 1, table: 1, tr: 1, strong: 1, em: 1, del: 1, code: 1 } as const;
/** A place within the page, or a page of the console. */
const PLACE = /^(#[a-z][a-z0-9-]{0,60}|\/(?![/\\])[^\s]*)$/i;

const INLINE = { strong: 'strong', emphasis: 'em', delete: 'del' } as const satisfies Record<string, TextTag>;

/** Markdown as elements that a page draws, the same on the server and in the browser: HTML in it is text, a picture a link. Pure. */
export const textTree = (source: string): TextNode[] => readMarkdown(source, 'md').tree.children.flatMap(drawn);

const kids = (node: Nodes): Nodes[] => ('children' in node ? (node.children as Nodes[]) : []);
const drawnKids = (node: Nodes): TextNode[] => kids(node).flatMap(drawn);

function drawn(node: Nodes): TextNode[] {
  switch (node.type) {
    case 'text':
    case 'html':
      return [node.value];
    case 'inlineCode':
      return [{ tag: 'code', children: [node.value] }];
    case 'break':
      return [{ tag: 'br', children: [] }];
    case 'thematicBreak':
      return [{ tag: 'hr', children: [] }];
    case 'code':
      return [{ tag: 'pre', children: [{ tag: 'code', children: [node.value] }] }];
    case 'strong':
    case 'emphasis':
    case 'delete':
      return [{ tag: INLINE[node.type], children: drawnKids(node) }];
    case 'link':
      return [link(node.url, drawnKids(node))];
    case 'image':
      return [link(node.url, [node.alt || node.url])];
    case 'definition':
    case 'yaml':
      return [];
    default:
      return block(node);
  }
}

function block(node: Nodes): TextNode[] {
  switch (node.type) {
    case 'heading':
      return [{ tag: node.depth <= 2 ? 'h3' : 'h4', children: drawnKids(node) }];
    case 'paragraph':
      return [{ tag: 'p', children: drawnKids(node) }];
    case 'blockquote':
      return [{ tag: 'blockquote', children: drawnKids(node) }];
    case 'list':
      return node.ordered ? [{ tag: 'ol', start: node.start ?? 1, children: drawnKids(node) }] : [{ tag: 'ul', children: drawnKids(node) }];
    case 'listItem':
      return [{ tag: 'li', children: tight(node) }];
    case 'table': {
      const [head, ...rows] = node.children;
      const line = (row: (typeof node.children)[number], tag: 'th' | 'td'): TextNode => ({
        tag: 'tr',
        children: row.children.map((cell) => ({ tag, children: drawnKids(cell) })),
      });
      const header: TextNode[] = head ? [{ tag: 'thead', children: [line(head, 'th')] }] : [];
      return [{ tag: 'table', children: [...header, { tag: 'tbody', children: rows.map((row) => line(row, 'td')) }] }];
    }
    default:
      return drawnKids(node);
  }
}

/** The words of an item that is one paragraph stand in it directly. */
function tight(item: Nodes): TextNode[] {
  const [first, ...rest] = kids(item);
  if (!first) return [];
  return [...(first.type === 'paragraph' ? drawnKids(first) : drawn(first)), ...rest.flatMap(drawn)];
}

function link(url: string, children: TextNode[]): TextNode {
  const href = outwardAddress(url) ?? (PLACE.test(url) ? url : null);
  return href ? { tag: 'a', href, children } : { tag: 'em', children };
}
