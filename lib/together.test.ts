import { expect, test } from 'vitest';
import { together } from './together';

const later = () => new Promise((resolve) => setImmediate(resolve));

test('does what is asked for at one moment, or meanwhile, together and in order', async () => {
  const batches: number[][] = [];
  const double = together(async (items: number[]) => {
    batches.push(items);
    await later();
    return items.map((item) => item * 2);
  }, 3);
  const first = [1, 2, 3, 4].map(double);
  await later();
  const second = [5, 6].map(double);
  expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10, 12]);
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(await double(7)).toBe(14);
});

test('keeps lanes apart', async () => {
  const batches: string[][] = [];
  const one = together(
    async (items: string[]) => {
      batches.push(items);
      return items;
    },
    10,
    (item) => item[0] ?? '',
  );
  await Promise.all(['a1', 'b1', 'a2'].map(one));
  expect(batches).toEqual([['a1', 'a2'], ['b1']]);
});

test('lets nobody fail for another', async () => {
  const strict = together(async (items: number[]) => {
    if (items.includes(13)) throw new Error('not 13');
    return items;
  }, 10);
  const results = await Promise.allSettled([12, 13, 14].map(strict));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await strict(15)).toBe(15);
});
