import { describe, expect, it } from 'vitest';
import { LARGEST_DROPPED_BYTES, MOST_DROPPED_FILES } from '@/domain/runbooks/import/schema';
import { objectionTo, readDropped } from './read-dropped';

describe('objectionTo', () => {
  it.each([
    ['cart.md', 10, null],
    ['CART.RST', 10, null],
    ['cart.md', LARGEST_DROPPED_BYTES, null],
    ['cart.md', 0, 'It is empty.'],
    ['cart.exe', 10, 'It is no Markdown'],
    ['cart.md', 10 * 1024 * 1024, 'It has 10.0 MiB; at most 512 KiB'],
    ['cart.md', LARGEST_DROPPED_BYTES + 1, 'It has 513 KiB'],
  ])('%s of %i bytes: %s', (name, size, refused) => {
    const said = objectionTo({ name, size });
    if (refused === null) expect(said).toBeNull();
    else expect(said).toContain(refused);
  });
});

it('reads bytes as they are, whatever their number', async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
  const [read] = await readDropped([new File([bytes], 'cart.md')]);
  expect(read && 'content' in read && Buffer.from(read.content, 'base64').equals(bytes)).toBe(true);
});

it('leaves files beyond the most, and says so', async () => {
  const files = Array.from({ length: MOST_DROPPED_FILES + 1 }, (_, at) => new File(['a'], `${at}.md`));
  expect((await readDropped(files)).filter((each) => 'refused' in each).map(({ source }) => source)).toEqual([`${MOST_DROPPED_FILES}.md`]);
});
