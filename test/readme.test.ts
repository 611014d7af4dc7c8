import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseRunbook } from '@/domain/runbooks/parse-runbook';
import { TargetSchema } from '@/domain/runbooks/schema';
import { readSource } from './sources';

const { text } = readSource('README.md');
const example = (fence: RegExp) => fence.exec(text)?.[1] ?? '';

test('the runbook of the README is one', () => {
  const bytes = Buffer.from(example(/````markdown\n(.*?)````/s));
  const { runbook } = parseRunbook({ slug: 'shop/slow-checkout', file: 'runbooks/shop/slow-checkout.mdx', syntax: 'mdx', bytes });
  expect(runbook.problems).toEqual([]);
  expect(runbook.blocks).toMatchObject([{ id: 'waiting', kind: 'sql', effect: 'read', target: 'shop-db' }]);
});

test('the target of the README is one', () => {
  const [target] = parse(example(/```yaml\n(.*?)```/s));
  expect(TargetSchema.parse(target)).toMatchObject({ name: 'shop-db', environment: 'production' });
});
