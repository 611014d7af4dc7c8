import { expect, test } from 'vitest';
import type { DiffLine } from '@/domain/diagnostics/baselines/schema';
import { inContext } from './in-context';

const same = (text: string): DiffLine => ({ kind: 'same', text });

test('two lines around what is different, the rest counted', () => {
  const lines: DiffLine[] = [...['a', 'b', 'c', 'd'].map(same), { kind: 'added', text: 'new' }, ...['e', 'f', 'g'].map(same)];
  expect(inContext(lines).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'gap ⋯ 2 lines as before',
    'same c',
    'same d',
    'added new',
    'same e',
    'same f',
    'gap ⋯ 1 line as before',
  ]);
  expect(inContext([])).toEqual([]);
});
