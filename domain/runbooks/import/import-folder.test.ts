import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { importFolder as ImportFolder } from './import-folder';

let folder: string;
let importFolder: typeof ImportFolder;
const at = (...parts: string[]) => path.join(folder, ...parts);
const run = (from = at('guides'), force = false) => importFolder({ from, service: 'shop', out: at('out'), force });
const states = async (force = false) => (await run(undefined, force))?.report.files.map(({ source, state }) => `${source} ${state}`);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-import-'));
  Object.assign(process.env, { RUNBOOKS_DIR: at('runbooks'), TARGETS_FILE: at('targets.yaml'), DATA_DIR: at('data') });
  ({ importFolder } = await import('./import-folder'));
});
beforeEach(async () => {
  await rm(at('out'), { recursive: true, force: true });
  await rm(at('guides'), { recursive: true, force: true });
  await mkdir(at('guides/alerts'), { recursive: true });
  await writeFile(at('guides/README.md'), '# Orders\n\n```bash\ncurl https://shop.internal/healthz\n```\n');
  await writeFile(at('guides/alerts/Cart Down.md'), '# Cart\n\n```\nsome words\n```\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('imports a folder, and accounts for every block', async () => {
  const done = await run();
  expect(done?.report.total).toEqual({ files: 2, blocks: 2, runnable: 1, reference: 1, trap: 0 });
  expect(done?.report.files.map(({ file }) => file)).toEqual(['shop/readme.mdx', 'shop/alerts-cart-down.mdx']);
  expect(await readFile(at('out/shop/readme.mdx'), 'utf8')).toContain('GET /healthz');
  expect(JSON.parse(await readFile(at('out/import-shop.json'), 'utf8'))).toEqual(done?.report);
  expect(await readFile(at('out/import-shop.txt'), 'utf8')).toContain('2 files, 2 blocks: 1 runnable, 1 reference, 0 traps');
});

it('changes nothing the second time', async () => {
  await run();
  expect(await states()).toEqual(['README.md unchanged', 'alerts/Cart Down.md unchanged']);
});

it('writes anew what has changed in the guide', async () => {
  await run();
  await writeFile(at('guides/README.md'), '# Orders\n\nNow without code.\n');
  expect(await states()).toEqual(['README.md written', 'alerts/Cart Down.md unchanged']);
});

it('keeps what somebody changed or wrote, unless it is told not to', async () => {
  await run();
  const file = at('out/shop/readme.mdx');
  await writeFile(file, (await readFile(file, 'utf8')).replace('# Orders', '# My orders'));
  await writeFile(at('out/shop/alerts-cart-down.mdx'), 'by hand');
  const kept = await run();
  expect(kept?.report.files.map(({ state }) => state)).toEqual(['kept', 'kept']);
  expect(kept?.report.files[0]?.why).toContain('--force');
  expect(await readFile(file, 'utf8')).toContain('# My orders');
  expect(await states(true)).toEqual(['README.md written', 'alerts/Cart Down.md written']);
});

it('takes names that would be one apart, and none out of its folder', async () => {
  await writeFile(at('guides/readme.rst'), 'Title\n=====\n');
  await writeFile(at('guides/...md'), '# Dots\n');
  const files = (await run())?.report.files.map(({ file }) => file);
  expect(files).toEqual(['shop/guide.mdx', 'shop/readme.mdx', 'shop/alerts-cart-down.mdx', 'shop/readme-2.mdx']);
});

it('tells of what it could not take, and goes on', async () => {
  await writeFile(at('guides/empty.md'), '');
  await writeFile(at('guides/huge.md'), Buffer.alloc(1024 * 1024 + 1, 'a'));
  await writeFile(at('guides/picture.md'), Buffer.from([0, 1, 2, 3]));
  await writeFile(at('guides/latin.md'), Buffer.from('# caf\xe9\n', 'latin1'));
  await symlink(at('guides'), at('guides/loop'));
  await symlink('/etc/hostname', at('guides/outside.md'));
  await symlink(at('guides/nowhere'), at('guides/broken.md'));
  const files = (await run())?.report.files ?? [];
  expect(files.filter(({ state }) => state === 'skipped').map(({ source, why }) => [source, why])).toEqual([
    ['empty.md', 'It is empty.'],
    ['huge.md', 'It has 1.0 MiB; at most 1 MiB is read. Split it.'],
    ['picture.md', 'It is no text.'],
  ]);
  expect(files.filter(({ state }) => state === 'written').map(({ source }) => source)).toEqual([
    'README.md',
    'alerts/Cart Down.md',
    'latin.md',
  ]);
});

it('imports one file, and says when there is none', async () => {
  expect((await run(at('guides/README.md')))?.report.total.files).toBe(1);
  expect(await run(at('nothing'))).toBeNull();
});

it('does not write through a link', async () => {
  await mkdir(at('out/shop'), { recursive: true });
  await writeFile(at('elsewhere'), 'mine');
  await symlink(at('elsewhere'), at('out/shop/readme.mdx'));
  expect(await states(true)).toEqual(['README.md kept', 'alerts/Cart Down.md written']);
  expect(await readFile(at('elsewhere'), 'utf8')).toBe('mine');
});
