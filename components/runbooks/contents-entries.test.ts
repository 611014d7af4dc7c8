import { expect, it } from 'vitest';
import type { Block, Section } from '@/domain/runbooks/schema';
import { contentsEntries } from './contents-entries';

const section = (id: string, depth: number) => ({ id, depth, title: id.toUpperCase() }) as Section;
const block = (id: string, at: string) => ({ id, title: id, section: at }) as Block;

it('lists sections with their blocks; a deep section gives its blocks to the one above', () => {
  const entries = contentsEntries({
    sections: [section('top', 0), section('a', 2), section('b', 3), section('c', 4), section('d', 2)],
    blocks: [block('one', 'top'), block('two', 'b'), block('three', 'c')],
  });
  expect(entries.map(({ id, blocks }) => [id, blocks.map((each) => each.id)])).toEqual([
    ['', ['one']],
    ['a', []],
    ['b', ['two', 'three']],
    ['d', []],
  ]);
});

it('leaves out the nameless beginning when nothing stands there', () => {
  expect(contentsEntries({ sections: [section('a', 2)], blocks: [] }).map(({ id }) => id)).toEqual(['a']);
});
