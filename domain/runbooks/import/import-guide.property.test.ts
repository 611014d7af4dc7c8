import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { expect, it } from 'vitest';
import { importText } from '@/test/import-guide';

const word = fc.stringMatching(/^[a-z][a-z0-9]{2,8}$/);
const odd = fc.constantFrom(
  '<ns>',
  '{{ x }}',
  '{y}',
  '$HOME',
  '`a`',
  '**b**',
  '<br>',
  '<kbd>c</kbd>',
  '![i](a.png)',
  '[l](./b.md#c)',
  '\\',
  '|',
  '*',
  '_',
  '&lt;',
  'import',
  'export',
  '{/*',
  '<!-- z -->',
  '<https://a.example>',
  '"q"',
  'é😀',
);
const line = fc.array(fc.oneof(word, odd), { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
const language = fc.constantFrom('bash', 'sh', 'console', 'sql', 'python', 'yaml', 'json', 'promql', 'ruby', '', 'text', 'mermaid', 'http');
const command = fc.constantFrom(
  'kubectl get pods -n shop',
  'curl -s https://shop.internal/healthz | jq .status',
  '$ oc get nodes',
  'psql -c "select count(*) from orders where id = \'<id>\'"',
  'select now();',
  'delete from orders;',
  'X=1',
  '# a comment',
  'if true; then',
  'echo "unclosed',
  'tail -f /var/log/app.log',
  '{"a": 1} // no',
  'cat <<END',
  '-- look',
  '',
);
const code = fc.record({ language, lines: fc.array(fc.oneof(command, line), { maxLength: 6 }) });
const block = fc.oneof(
  line.map((text) => ({ heading: false, fences: 0, text })),
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), word, line)
    .map(([depth, first, text]) => ({ heading: true, fences: 0, text: `${'#'.repeat(depth)} ${first} ${text}` })),
  fc
    .tuple(code, fc.constantFrom('', '   ', '1. step\n\n   ', '> ', '- item\n\n  '), fc.constantFrom('```', '~~~', '`````'))
    .map(([{ language: lang, lines }, before, mark]) => {
      const indent = before.replace(/[\s\S]*\n/, '').replace(/[^ >]/g, ' ');
      const safe = lines.map((text) => (/^\s*[`~]{3}/.test(text) ? 'x' : text));
      return {
        heading: false,
        fences: 1,
        text: [`${before}${mark}${lang}`, ...safe.map((text) => indent + text), indent + mark].join('\n'),
      };
    }),
);

const countCode = (node: Nodes): number =>
  node.type === 'code' ? 1 : 'children' in node ? (node.children as Nodes[]).reduce((sum, child) => sum + countCode(child), 0) : 0;
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');

it('accounts for every fence and keeps every heading, whatever stands around them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 8 }), async (blocks) => {
      const text = blocks.map((each) => each.text).join('\n\n');
      const { file, document, errors, runbook, mdx } = await importText(text);
      expect(errors).toEqual([]);
      expect(file.blocks).toHaveLength(blocks.reduce((sum, { fences }) => sum + fences, 0));
      expect(file.headings).toBe(blocks.filter(({ heading }) => heading).length);
      expect(countCode(document as Nodes)).toBeGreaterThanOrEqual(file.blocks.length);
      for (const { parts, why } of file.blocks) {
        expect(why).not.toBe('');
        for (const part of parts) expect(part.why).not.toBe('');
      }
      const said = letters(mdx);
      for (const { heading, text: written } of blocks) if (heading) expect(said).toContain(letters(written.split(' ')[1] ?? ''));
      // Nothing but what Postgres, the protocol or a list of verbs proves is called a read.
      for (const { effect, kind } of runbook.blocks)
        if (effect === 'read') expect(['sql', 'http', 'tcp', 'dns', 'tls', 'kubectl', 'docker', 'redis', 'promql']).toContain(kind);
    }),
    { numRuns: 60 },
  );
}, 120_000);

it('never throws for any text or bytes', async () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.array(odd, { maxLength: 40 }).map((words) => words.join('\n')),
  );
  await fc.assert(
    fc.asyncProperty(anything, fc.constantFrom('a.md', 'a.rst', 'a.txt'), async (text, name) => {
      const imported = await importText(text, name).catch((error: Error) => error);
      if (imported instanceof Error) expect(imported.message).toMatch(/^It (?:is|has)/);
      else expect(imported.errors).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 120_000);
