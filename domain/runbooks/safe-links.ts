import type { Image, ImageReference, Link, Nodes } from 'mdast';
import { isAllowedLink } from '@/lib/markdown/link-target';
import { error, lineOf, type Walk } from './document-walk';

/** `./pool.mdx#leak` in service/name leads to that runbook's page; anything else is left as it is. */
function toPage(url: string, slug: string): string {
  const [, relative = '', fragment = ''] = /^((?:\.{1,2}\/)*[a-z0-9-]+(?:\/[a-z0-9-]+)?\.mdx?)(#.*)?$/.exec(url) ?? [];
  if (!relative) return url;
  const { pathname } = new URL(relative, `file:///${slug}.mdx`);
  const page = pathname.replace(/\.mdx?$/, '');
  return /^\/[a-z0-9-]+\/[a-z0-9-]+$/.test(page) ? `/runbooks${page}${fragment}` : url;
}

/** Keeps a link from leading anywhere but http, https, mailto, tel and places relative to the runbook. */
export function settleLink(walk: Walk, node: Extract<Nodes, { type: 'link' | 'definition' | 'image' }>): void {
  if (isAllowedLink(node.url)) {
    node.url = toPage(node.url, walk.slug);
    return;
  }
  error(walk, {
    rule: 'link/scheme',
    line: lineOf(node),
    message: `A link to ${node.url.slice(0, 40)} is not allowed.`,
    fix: 'Link to http, https, mailto, tel, or a path relative to this file.',
  });
  node.url = '#';
}

/** Pictures are not fetched from elsewhere while an incident is on: the address is offered as a link. */
export function imageAsLink(image: Image): Link {
  return { type: 'link', url: image.url, children: [{ type: 'text', value: image.alt || image.url }], position: image.position };
}

export const imageReferenceAsText = (image: ImageReference): Nodes => ({ type: 'text', value: image.alt ?? image.identifier });
