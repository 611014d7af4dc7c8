import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { findBlock as FindBlock } from './find-block';
import type { listRunbooks as ListRunbooks } from './list-runbooks';
import type { loadRunbook as LoadRunbook } from './load-runbook';
import type { searchRunbooks as SearchRunbooks } from './search-runbooks';
import { watchRunbooks } from './watch-runbooks';

let root: string;
let loadRunbook: typeof LoadRunbook;
let listRunbooks: typeof ListRunbooks;
let findBlock: typeof FindBlock;
let searchRunbooks: typeof SearchRunbooks;

const FILE = (title: string, body = 'Words.') =>
  `---\ntitle: ${title}\nsummary: S.\nowner: o\n---\n\n${body}\n\n<Diagnostic id="a" title="A">\n\`\`\`bash\ntrue\n\`\`\`\n</Diagnostic>\n`;
const write = async (slug: string, text: string | Uint8Array, syntax = 'mdx') => {
  await mkdir(path.dirname(path.join(root, slug)), { recursive: true });
  await writeFile(path.join(root, `${slug}.${syntax}`), text);
};

beforeAll(async () => {
  root = path.join(await mkdtemp(path.join(tmpdir(), 'sitrep-shelf-')), 'runbooks');
  process.env.RUNBOOKS_DIR = root;
  ({ loadRunbook } = await import('./load-runbook'));
  ({ listRunbooks } = await import('./list-runbooks'));
  ({ findBlock } = await import('./find-block'));
  ({ searchRunbooks } = await import('./search-runbooks'));
});
beforeEach(() => rm(root, { recursive: true, force: true }));
afterAll(() => rm(path.dirname(root), { recursive: true, force: true }));

describe('the folder as it now is', () => {
  it('may be missing or empty', async () => {
    expect(await listRunbooks()).toEqual([]);
    expect(await loadRunbook('shop/pool')).toBeNull();
    expect(await searchRunbooks('pool')).toEqual([]);
  });

  it('shows what was added, changed and removed, at the next request', async () => {
    await write('shop/pool', FILE('One'));
    expect((await listRunbooks()).map(({ slug, title, kinds, blocks, problems }) => ({ slug, title, kinds, blocks, problems }))).toEqual([
      { slug: 'shop/pool', title: 'One', kinds: ['bash'], blocks: 1, problems: 0 },
    ]);
    const first = await findBlock('shop/pool', 'a');
    await write('shop/pool', FILE('Two').replace('true', 'false'));
    expect((await listRunbooks())[0]?.title).toBe('Two');
    expect((await loadRunbook('shop/pool'))?.title).toBe('Two');
    expect((await findBlock('shop/pool', 'a'))?.contentHash).not.toBe(first?.contentHash);
    await rm(path.join(root, 'shop/pool.mdx'));
    expect(await loadRunbook('shop/pool')).toBeNull();
    expect(await findBlock('shop/pool', 'a')).toBeNull();
    expect(await listRunbooks()).toEqual([]);
  });

  it('beyond five hundred files shows what was seen last at once, and a change soon after', async () => {
    await Promise.all(Array.from({ length: 501 }, (_, at) => write(`many/r${at}`, '# A\n')));
    const last = (await listRunbooks()).length;
    expect(last).toBe(501);
    await write('many/new', '# B\n');
    await expect.poll(async () => (await listRunbooks()).length, { timeout: 5_000 }).toBe(last + 1);
    await rm(path.join(root, 'many/r7.mdx'));
    expect(await loadRunbook('many/r7')).toBeNull();
    await rm(path.join(root, 'many'), { recursive: true });
    await expect.poll(async () => (await listRunbooks()).length, { timeout: 5_000 }).toBe(0);
  });

  it('sees a second write within one tick, of the same length', async () => {
    for (let round = 0; round < 20; round++) {
      await write('shop/pool', FILE(`T${round % 10}`));
      expect((await loadRunbook('shop/pool'))?.title).toBe(`T${round % 10}`);
    }
  });

  it('sees a file that was put in place with an older time', async () => {
    await write('shop/pool', FILE('New'));
    await loadRunbook('shop/pool');
    await write('shop/other', FILE('Old'));
    await utimes(path.join(root, 'shop/other.mdx'), 1, 1);
    await rename(path.join(root, 'shop/other.mdx'), path.join(root, 'shop/pool.mdx'));
    expect((await loadRunbook('shop/pool'))?.title).toBe('Old');
  });

  it('prefers .mdx to .md of the same name', async () => {
    await write('shop/pool', '# Plain', 'md');
    expect((await loadRunbook('shop/pool'))?.title).toBe('Plain');
    await write('shop/pool', FILE('Rich'));
    expect((await loadRunbook('shop/pool'))?.title).toBe('Rich');
    expect(await listRunbooks()).toHaveLength(1);
  });
});

describe('a broken one among others', () => {
  it('is listed with its problems, and the others are well', async () => {
    await write('shop/good', FILE('Good'));
    await write('shop/large', Buffer.alloc(10 * 1024 * 1024, 'a'));
    await write('shop/broken', '---\ntitle: [\n---\n<Nope');
    await write('shop/binary', Buffer.from([0, 255, 254]));
    await mkdir(path.join(root, 'shop/folder.mdx'));
    const list = await listRunbooks();
    expect(list.map(({ slug, problems }) => [slug, problems > 0])).toEqual([
      ['shop/binary', true],
      ['shop/broken', true],
      ['shop/folder', true],
      ['shop/good', false],
      ['shop/large', true],
    ]);
    expect((await loadRunbook('shop/large'))?.problems).toMatchObject([
      { rule: 'file/too-large', message: expect.stringContaining('10.0 MiB') },
    ]);
    expect((await loadRunbook('shop/folder'))?.problems).toMatchObject([{ rule: 'file/refused' }]);
    expect((await loadRunbook('shop/good'))?.blocks).toHaveLength(1);
  });
});

describe('paths', () => {
  it.each([
    '../etc/passwd',
    'shop/../shop/pool',
    'shop',
    'shop/pool/x',
    'Shop/pool',
    'shop/pool.mdx',
    'shop/po\0ol',
    '/shop/pool',
    'shop//pool',
    '',
  ])('refuses %j', async (slug) => {
    await write('shop/pool', FILE('Pool'));
    expect(await loadRunbook(slug)).toBeNull();
    expect(await findBlock(slug, 'a')).toBeNull();
  });

  it('shows nothing behind a link that leads out of the folder', async () => {
    const outside = path.join(path.dirname(root), 'secret.txt');
    await writeFile(outside, FILE('Secret'));
    await write('shop/inside', FILE('Inside'));
    await symlink(outside, path.join(root, 'shop/out.mdx'));
    await symlink(path.join(root, 'shop/inside.mdx'), path.join(root, 'shop/in.mdx'));
    await symlink('/nowhere', path.join(root, 'shop/gone.mdx'));
    await symlink(path.dirname(root), path.join(root, 'up'));
    expect(await loadRunbook('shop/out')).toMatchObject({ title: 'Out', blocks: [], problems: [{ rule: 'file/refused' }] });
    expect(await loadRunbook('shop/gone')).toMatchObject({ blocks: [], problems: [{ rule: 'file/refused' }] });
    expect((await loadRunbook('shop/in'))?.title).toBe('Inside');
    expect(JSON.stringify(await listRunbooks())).not.toContain('Secret');
  });
});

describe('search', () => {
  it('finds the section of a pasted error first, and follows changes', async () => {
    await write(
      'shop/pool',
      FILE(
        'Pool',
        '## Signs\n\n<Signature>timeout exceeded when trying to connect to db-1.internal</Signature>\n\n## Cure\n\nEnd the sessions.',
      ),
    );
    await write('shop/disk', FILE('Disk', 'timeout exceeded timeout exceeded connect connect db'));
    const pasted =
      '2026-11-21 03:00:01 ERROR [pool-7] timeout exceeded when trying\n  to connect to db-9.internal\n    at Pool.connect (pool.js:45:11)';
    expect((await searchRunbooks(pasted))[0]).toMatchObject({
      slug: 'shop/pool',
      section: 'signs',
      match: 'signature',
      title: 'Pool: Signs',
    });
    expect((await searchRunbooks('end sessions'))[0]).toMatchObject({ slug: 'shop/pool', section: 'cure', match: 'words' });
    expect((await searchRunbooks('sesions'))[0]).toMatchObject({ section: 'cure' });
    await write('shop/pool', FILE('Pool', '## Other\n\nNothing.'));
    expect((await searchRunbooks(pasted)).filter(({ match }) => match === 'signature')).toEqual([]);
  });

  it('puts a runbook before its sections when its title is what was typed', async () => {
    await write(
      'shop/pool',
      FILE('Pool exhaustion', 'All are taken.\n\n## Pools that are too large\n\nThe pool, the pools, each pool: exhaustion.'),
    );
    expect((await searchRunbooks('pool exhaus')).map(({ section }) => section)).toEqual(['top', 'pools-that-are-too-large']);
    expect((await searchRunbooks('pools large'))[0]).toMatchObject({ section: 'pools-that-are-too-large' });
  });

  it.each([
    ['', 1],
    [' ', 1],
    ['*', 1],
    ['"', 1],
    ['\u0000', 1],
    ['x', 30_000],
    ['(', 5_000],
    ['a ', 20_000],
    ['ab cd ', 5_000],
  ])('answers %j, %i times', async (text, times) => {
    await write('shop/pool', FILE('Pool'));
    expect(Array.isArray(await searchRunbooks(text.repeat(times)))).toBe(true);
  });
});

describe('watching', () => {
  it('tells of what is added, changed and removed', async () => {
    await write('shop/pool', FILE('One'));
    const seen: [string, string][] = [];
    const told = (slug: string, is: (hash: string) => boolean) =>
      expect.poll(() => seen.some(([which, hash]) => which === slug && is(hash)), { timeout: 10_000 }).toBe(true);
    const watch = watchRunbooks((slug, hash) => seen.push([slug, hash]));
    let round = 0;
    const probe = async () => {
      await write('probe/probe', FILE(`Round ${round++}`));
      return seen.length;
    };
    await expect.poll(probe, { timeout: 10_000, interval: 100 }).toBeGreaterThan(0);
    await write('shop/pool', FILE('Two'));
    await told('shop/pool', (hash) => hash !== '');
    await write('fresh/one', FILE('New folder'));
    await told('fresh/one', (hash) => hash !== '');
    await rm(path.join(root, 'shop/pool.mdx'));
    await told('shop/pool', (hash) => hash === '');
    watch.close();
  });
});
