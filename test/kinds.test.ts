import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KIND_FORMATS } from '@/domain/runbooks/kinds';
import { KINDS } from '@/domain/runbooks/schema';

const page = readFileSync('docs/kinds.md', 'utf8');
const rowsOf = (kind: string) => page.split('\n').filter((line) => line.startsWith(`| \`${kind}\` |`));

test.each(KINDS)('docs/kinds.md says what %s takes and gives', (kind) => {
  const { fields } = KIND_FORMATS[kind];
  const rows = rowsOf(kind);
  expect(rows.length).toBeGreaterThan(0);
  const said = new Set(
    page
      .slice(page.indexOf('## Repeated probes'))
      .match(/`[^`]+`/g)
      ?.concat(rows)
      .join(' ')
      .match(/\w+/g),
  );
  expect((fields ?? []).filter((name) => !said.has(name))).toEqual([]);
});

test('the good code of docs/adding-a-kind.md is in the file it names', () => {
  const [, file = '', code = ''] = /```ts (\S+)\n(.*?)```/s.exec(readFileSync('docs/adding-a-kind.md', 'utf8')) ?? [];
  expect(readFileSync(file, 'utf8')).toContain(code.trim());
});
