import type { Nodes, PhrasingContent } from 'mdast';
import { textOf } from '@/lib/markdown/text-of';
import { attributeOf, type Tag, tokensOf } from './html-tags';

const CODE = new Set(['code', 'kbd', 'samp', 'tt', 'pre']);
const MARKED = { b: 'strong', strong: 'strong', i: 'emphasis', em: 'emphasis', s: 'delete', del: 'delete', strike: 'delete' } as const;

function tagOf(node: Nodes): Tag | null {
  if (node.type !== 'html') return null;
  const [token] = tokensOf(node.value);
  return token && 'tag' in token ? token.tag : null;
}

const closes = (node: Nodes, name: string) => {
  const tag = tagOf(node);
  return tag?.closing === true && tag.name === name;
};

function wrapped(tag: Tag, inner: PhrasingContent[]): PhrasingContent[] | null {
  const text = inner.map((node) => (node.type === 'html' ? '' : textOf(node))).join('');
  if (CODE.has(tag.name)) return text.trim() ? [{ type: 'inlineCode', value: text.replace(/\s+/g, ' ').trim() }] : [];
  if (tag.name === 'a' && attributeOf(tag, 'href')) {
    const children = htmlInline(inner);
    return [
      { type: 'link', url: attributeOf(tag, 'href'), children: (children.length ? children : [{ type: 'text', value: '↗' }]) as never },
    ];
  }
  const type = MARKED[tag.name as keyof typeof MARKED];
  return type && text.trim() ? [{ type, children: htmlInline(inner) as never }] : null;
}

function one(node: PhrasingContent): PhrasingContent[] {
  if (node.type !== 'html') {
    if ('children' in node) node.children = htmlInline(node.children as PhrasingContent[]) as never;
    return [node];
  }
  if (/^<!--/.test(node.value)) return [];
  const tag = tagOf(node);
  // No element of HTML: a placeholder such as <namespace>.
  if (!tag) return [{ type: 'text', value: node.value }];
  if (tag.name === 'br' || tag.name === 'hr') return [{ type: 'break' }];
  if (tag.name === 'img') return [{ type: 'image', url: attributeOf(tag, 'src'), alt: attributeOf(tag, 'alt') }];
  return [];
}

/** The words of a paragraph with its tags turned into Markdown; what is no element of HTML stays as it is written. */
export function htmlInline(children: PhrasingContent[]): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  for (let at = 0; at < children.length; at++) {
    const node = children[at] as PhrasingContent;
    const tag = tagOf(node);
    const end = tag && !tag.closing ? children.findIndex((later, index) => index > at && closes(later, tag.name)) : -1;
    const whole = tag && end > at ? wrapped(tag, children.slice(at + 1, end)) : null;
    if (whole) {
      out.push(...whole);
      at = end;
    } else out.push(...one(node));
  }
  return out;
}
