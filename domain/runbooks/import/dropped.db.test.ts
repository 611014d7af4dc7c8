import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { testDatabase } from '@/test/database';
import { person } from '@/test/people';
import { acceptGuide } from './accept-guide';
import { reviewGuide } from './review-guide';
import { AcceptGuide, LARGEST_DROPPED_BYTES, ReviewGuide } from './schema';

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);
const ana = person('Ana', 'commander');
const GUIDE = '# Cart\n\n```bash\ncurl https://shop.internal/healthz\n```\n\n```bash\npsql -c "select now()"\n```\n';
const dropped = (text = GUIDE, more: object = {}) => ({
  source: 'cart.md',
  content: Buffer.from(text).toString('base64'),
  service: 'shop',
  ...more,
});
const review = (text?: string, more?: object) => reviewGuide(ana, ReviewGuide.parse(dropped(text, more)));
const accept = (text?: string, more?: object, ctx = ana) => acceptGuide(ctx, AcceptGuide.parse(dropped(text, { name: 'cart', ...more })));
const written = () => readFile(at('runbooks/shop/cart.mdx'), 'utf8');
const audited = () => db().auditEntry.findMany({ where: { action: 'runbook_imported' }, orderBy: { seq: 'asc' } });

beforeAll(async () => {
  process.env.DATABASE_URL = (await testDatabase()).url;
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-dropped-'));
  Object.assign(process.env, { RUNBOOKS_DIR: at('runbooks'), TARGETS_FILE: at('targets.yaml'), DATA_DIR: at('data') });
});
beforeEach(async () => {
  await rm(at('runbooks'), { recursive: true, force: true });
  await mkdir(at('runbooks'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('shows what a guide would become, and writes nothing', async () => {
  const shown = await review();
  expect(shown).toMatchObject({ service: 'shop', name: 'cart', title: 'Cart', there: null });
  expect(shown.total).toEqual({ files: 1, blocks: 2, runnable: 2, reference: 0, trap: 0 });
  expect(await readdir(at('runbooks'))).toEqual([]);
});

it('writes the runbook, and records who did', async () => {
  expect(await accept(undefined, { owner: 'Cart team', title: 'The cart' })).toMatchObject({ slug: 'shop/cart' });
  expect(await written()).toMatch(/^---\ntitle: The cart\n[\s\S]*owner: Cart team\n[\s\S]*GET \/healthz/);
  expect(await readdir(at('runbooks/shop'))).toEqual(['cart.mdx']);
  expect((await audited()).at(-1)).toMatchObject({ subjectId: 'shop/cart', actorName: 'Ana', data: { source: 'cart.md' } });
});

it('leaves a block to be read, and makes none runnable', async () => {
  const [first] = (await review()).blocks;
  await accept(undefined, { asReference: [first?.id, 'no-such-block'] });
  expect(await written()).toContain('```bash\ncurl https://shop.internal/healthz\n```');
  expect((await written()).match(/<Diagnostic /g)).toHaveLength(1);
});

it('refuses whoever may not import', async () => {
  for (const ctx of [person('Vic', 'viewer'), person('Rae', 'responder')]) {
    await expect(accept(undefined, {}, ctx)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(reviewGuide(ctx, ReviewGuide.parse(dropped()))).rejects.toMatchObject({ code: 'forbidden' });
  }
});

it('refuses the repeat, unless the file that it takes the place of was seen', async () => {
  await accept();
  const before = (await audited()).length;
  await expect(accept('# Other\n')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('runbooks/shop/cart.mdx is there'),
  });
  expect(await audited()).toHaveLength(before);
  const { there } = await review();
  expect(there?.by).toBe('import');
  await writeFile(at('runbooks/shop/cart.mdx'), 'by hand');
  await expect(accept('# Other\n', { over: there?.hash })).rejects.toMatchObject({ message: expect.stringContaining('has changed since') });
  expect(await written()).toBe('by hand');
  await accept('# Other\n', { over: (await review()).there?.hash });
  expect(await written()).toContain('# Other');
});

it('writes once when two write at the same moment', async () => {
  const done = await Promise.allSettled([accept('# One\n'), accept('# Two\n')]);
  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

it('does not hide a plain Markdown file, nor leave its folder', async () => {
  await mkdir(at('runbooks/shop'));
  await writeFile(at('runbooks/shop/cart.md'), 'mine');
  const { there } = await review();
  await expect(accept(undefined, { over: there?.hash })).rejects.toMatchObject({ message: expect.stringContaining('hidden') });
  await mkdir(at('elsewhere'), { recursive: true });
  await symlink(at('elsewhere'), at('runbooks/linked'));
  await expect(accept(undefined, { service: 'linked' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await readdir(at('elsewhere'))).toEqual([]);
  await symlink('/etc/hostname', at('runbooks/shop/host.mdx'));
  await expect(accept(undefined, { name: 'host' })).rejects.toMatchObject({ message: expect.stringContaining('no plain file') });
});

it.each([
  ['../../etc/passwd.md', 'etc-passwd'],
  ['..md', 'guide'],
  [`${'long '.repeat(39)}.md`, `${'long-'.repeat(18).slice(0, 89)}`],
  ['ファイル.md', 'guide'],
  ['Cart & Stock (2).md', 'cart-stock-2'],
])('takes the name %s, and makes %s of it', async (source, name) => {
  expect((await review(undefined, { source })).name).toBe(name);
});

it.each([
  ['a name with NUL', { source: 'a\0.md' }],
  ['a name of two lines', { source: 'a\nb.md' }],
  ['a service that is a path', { service: '../shop' }],
  ['a runbook that is a path', { name: '../cart' }],
  ['something that is no base64', { content: '§' }],
  ['a file that is too large', { content: Buffer.alloc(LARGEST_DROPPED_BYTES + 3).toString('base64') }],
  ['a field that nobody knows', { mdx: '# Mine' }],
])('refuses %s at the door', (_, more) => {
  expect(AcceptGuide.safeParse({ ...dropped(), name: 'cart', ...more }).success).toBe(false);
});

it.each([
  '<script>alert(1)</script>',
  '{process.exit(1)}',
  'import x from "y"',
  '<img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '</Diagnostic>',
  '{/*',
])('takes %s for words', async (text) => {
  await accept(`# Cart\n\n${text}\n`);
  const { parseRunbook } = await import('../parse-runbook');
  const { runbook } = parseRunbook({
    slug: 'shop/cart',
    file: 'cart.mdx',
    syntax: 'mdx',
    bytes: await readFile(at('runbooks/shop/cart.mdx')),
  });
  expect(runbook.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

it('says why a picture is no guide', async () => {
  await expect(review('\0\0\0')).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('It is no text.') });
});
