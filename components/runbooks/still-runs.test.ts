import fc from 'fast-check';
import type { Element, ElementContent, Root } from 'hast';
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '@/domain/runbooks/parse-runbook';
import { drawTree } from '@/lib/markdown/draw-tree';
import { textOf } from '@/lib/markdown/text-of';
import { stillRuns } from './still-runs';

const nothing = () => false;
const element = (tagName: string, properties: Element['properties'], ...children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const text = (value: string): ElementContent => ({ type: 'text', value });
const root = (...children: Element[]): Root => ({ type: 'root', children });
const tags = (parent: Root | Element) => parent.children.flatMap((child) => (child.type === 'element' ? [child.tagName] : []));
const htmlOf = (node: Root['children'][number] | undefined) => String((node as Element | undefined)?.properties.html);

async function drawn(markdown: string): Promise<Root> {
  const bytes = new TextEncoder().encode(`---\ntitle: T\nsummary: S\nowner: o\n---\n${markdown}`);
  return drawTree(parseRunbook({ slug: 'a/b', file: 'a/b.mdx', syntax: 'mdx', bytes }).document);
}

const BLOCK = '<Diagnostic id="one" title="One" target="shop-db">\n```sql\nselect 1\n```\n</Diagnostic>\n';

describe('the still runs of a runbook', () => {
  it('are one piece between what is live, and inside it', async () => {
    const settled = stillRuns(await drawn(`## Look\n\nfirst\n\n- a\n- b\n\n${BLOCK}\n> last\n`), nothing);
    expect(tags(settled)).toEqual(['rb-text', 'rb-diagnostic', 'rb-text']);
    expect(htmlOf(settled.children[0])).toBe(
      '<h2 id=look>Look<a href=#look aria-label="Link to this section">#</a></h2><p>first</p><ul><li>a</li><li>b</li></ul>',
    );
    const block = settled.children.find((node): node is Element => node.type === 'element' && node.tagName === 'rb-diagnostic');
    expect(htmlOf(block?.children[0])).toContain('<pre class=code data-language=sql tabindex=0>');
  });

  it('leave the way to what is live inside of them', async () => {
    const [list] = stillRuns(await drawn(`1. Do it.\n\n   ${BLOCK.replaceAll('\n', '\n   ')}\n2. Done.\n`), nothing).children as Element[];
    expect(list?.tagName).toBe('ol');
    expect(list?.properties.className).toEqual(['guide-part']);
    expect(tags(list?.children[0] as Element)).toEqual(['rb-text', 'rb-diagnostic']);
  });

  it('end at code of which something is said beneath it', async () => {
    const tree = await drawn('before\n\n```bash\nrm x\n```\n\nafter\n');
    const settled = stillRuns(tree, ({ from, to }) => from <= 9 && to >= 9);
    expect(tags(settled)).toEqual(['rb-text', 'rb-copied', 'rb-text']);
    expect(htmlOf(settled.children[0])).toContain('Copy code');
  });

  it('hold no word of the file but as text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (words, word) => {
        const settled = stillRuns(root(element('p', { title: word }, text(`${words}<script>alert(1)</script>`))), nothing);
        const html = htmlOf(settled.children[0]);
        // A value in quotes may hold what begins a tag elsewhere; it must not hold the quote that ends it.
        const outside = html.replace(/"[^"]*"|'[^']*'/, '');
        expect(outside.match(/<[a-z/]/gi)).toEqual(['<p', '</']);
        expect(outside.slice(0, outside.indexOf('>'))).toMatch(/^<p(?: title(?:=[^\s"'<>`]*)?)?$/);
      }),
    );
  });

  it.each([
    ['a tag that is not known', element('p', {}, element('iframe', { src: 'https://a.example' }))],
    ['a property that is not known', element('p', { onClick: 'alert(1)' })],
    ['a link to a script', element('p', {}, element('a', { href: 'java\tscript:alert(1)' }, text('x')))],
  ])('are not made of %s', (_, node) => {
    expect(tags(stillRuns(root(node), nothing))).toEqual(['p']);
  });

  it('keep every word', async () => {
    const tree = await drawn('| a | b |\n|---|---|\n| one < two | `c & d` |\n\n<Callout type="danger">\n\nStop.\n\n</Callout>\n');
    const [only, ...rest] = stillRuns(tree, nothing).children;
    expect(rest.filter((node) => textOf(node).trim())).toEqual([]);
    expect(htmlOf(only)).toContain('one &#x3C; two');
    expect(htmlOf(only)).toContain('c &#x26; d');
    expect(htmlOf(only)).toContain('<p class=note-title>Danger</p>');
  });
});
