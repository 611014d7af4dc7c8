import fc from 'fast-check';
import { expect, it } from 'vitest';
import { blockHash } from './content-hash';
import { parseRunbook } from './parse-runbook';
import type { Block } from './schema';

const BLOCK: Block = {
  id: 'a',
  title: 'A',
  component: 'remediation',
  kind: 'sql',
  body: 'select 1',
  effect: 'mutating',
  target: 'db',
  timeoutMs: 1_000,
  forMs: 5,
  maxLines: 6,
  ok: 'a',
  warn: 'b',
  fail: 'c',
  exports: { x: 'y', z: 'w' },
  needs: ['n'],
  inputs: [{ name: 'i', type: 'int', label: 'I', required: true }],
  preview: 'p',
  undo: 'u',
  verify: 'v',
  reads: 'r',
  repeat: 3,
  covers: ['S1'],
  line: 1,
  section: 's',
  contentHash: '',
};

const DECIDING = [
  'id',
  'title',
  'component',
  'kind',
  'body',
  'effect',
  'target',
  'timeoutMs',
  'forMs',
  'maxLines',
  'ok',
  'warn',
  'fail',
  'exports',
  'needs',
  'inputs',
  'preview',
  'undo',
  'verify',
  'reads',
  'repeat',
] as const;

it.each(DECIDING)('changes with %s', (key) => {
  expect(blockHash({ ...BLOCK, [key]: 'something else' } as Block)).not.toBe(blockHash(BLOCK));
});

it('stays the same wherever the block stands, and whatever the order of its parts', () => {
  expect(blockHash({ ...BLOCK, line: 99, section: 'else', covers: [] } as Block)).toBe(blockHash(BLOCK));
  expect(blockHash({ ...BLOCK, exports: { z: 'w', x: 'y' } })).toBe(blockHash(BLOCK));
  expect(blockHash(Object.fromEntries(Object.entries(BLOCK).reverse()) as Block)).toBe(blockHash(BLOCK));
});

it('tells any two bodies apart', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => (blockHash({ ...BLOCK, body: a }) === blockHash({ ...BLOCK, body: b })) === (a === b)),
  );
});

const hashOf = (text: string) =>
  parseRunbook({ slug: 'a/b', file: 'b.mdx', syntax: 'mdx', bytes: Buffer.from(text) }).runbook.blocks[0]?.contentHash;
const FILE = '---\ntitle: T\ninputs: { x: { type: int } }\n---\n\n<Diagnostic id="a" title="A">\n```sql\nselect :x\n```\n</Diagnostic>\n';

it('in a file, changes with what is run and not with the words around', () => {
  expect(hashOf(FILE)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOf(`${FILE}\nMore words.\n`)).toBe(hashOf(FILE));
  expect(hashOf(FILE.replace('\n\n<D', '\n\n## New\n\n<D'))).toBe(hashOf(FILE));
  expect(hashOf(FILE.replace('type: int', 'type: string'))).not.toBe(hashOf(FILE));
  expect(hashOf(FILE.replace('select :x', 'select :x '))).not.toBe(hashOf(FILE));
});
