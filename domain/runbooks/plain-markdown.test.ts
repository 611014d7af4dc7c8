import { describe, expect, it } from 'vitest';
import { drawTree } from '@/lib/markdown/draw-tree';
import { parseRunbook } from './parse-runbook';

const parse = (text: string, syntax: 'md' | 'mdx' = 'md') =>
  parseRunbook({ slug: 'shop/pool', file: 'runbooks/shop/pool.md', syntax, bytes: Buffer.from(text) });

describe('plain Markdown', () => {
  it('takes < and { for text, and runs nothing', async () => {
    const { runbook, document } = parse(
      '# Guide\n\nif a < b {then} <Diagnostic id="x"> <b>bold</b> <!-- no -->\n\n<script>alert(1)</script>\n\n```sql\ndrop table x\n```\n',
      'md',
    );
    expect(runbook.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(runbook).toMatchObject({ title: 'Guide', blocks: [] });
    const drawn = JSON.stringify(await drawTree(document));
    expect(drawn).toContain('<script>');
    expect(drawn).not.toMatch(/"tagName":"(?:script|b|rb-diagnostic)"/);
  });

  it('leads to other runbooks by their files', () => {
    const { document } = parse('[a](./leak.mdx#why) [b](../db/slow.md) [c](../../x.mdx) [d](https://example.org/x.md)', 'md');
    expect(JSON.stringify(document).match(/"url":"[^"]*"/g)).toEqual([
      '"url":"/runbooks/shop/leak#why"',
      '"url":"/runbooks/db/slow"',
      '"url":"../../x.mdx"',
      '"url":"https://example.org/x.md"',
    ]);
  });

  it('gives each heading an id of its own', () => {
    const { sections } = parse('## Über uns\n\n## Über uns\n\n## 日本\n\n## !\n\n## top').runbook;
    expect(sections.map(({ id }) => id)).toEqual(['top', 'über-uns', 'über-uns-2', '日本', 'section', 'top-2']);
  });
});
