import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readingIn } from './parse-cache';
import { parseRunbook, type RunbookSource } from './parse-runbook';

const TEXT =
  '---\ntitle: Cart\nsummary: S\nowner: O\n---\n\n<Diagnostic id="a" title="A" target="db">\n```sql\nselect 1\n```\n</Diagnostic>\n';
const source = (text = TEXT, slug = 'shop/cart'): RunbookSource => ({ slug, file: `${slug}.mdx`, syntax: 'mdx', bytes: Buffer.from(text) });
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-readings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function change(by: (text: string) => string) {
  const [name = ''] = await readdir(folder);
  const file = path.join(folder, name);
  await writeFile(file, by(await readFile(file, 'utf8')));
}

it('gives the same reading from the file as from the text', async () => {
  const { runbook } = parseRunbook(source());
  expect(await readingIn(folder, source())).toEqual(runbook);
  expect(await readdir(folder)).toHaveLength(1);
  expect(await readingIn(folder, source())).toEqual(runbook);
});

it('keeps one for each content and each name', async () => {
  await readingIn(folder, source());
  expect((await readingIn(folder, source(TEXT.replace('Cart', 'Basket')))).title).toBe('Basket');
  expect((await readingIn(folder, source(TEXT, 'shop/basket'))).slug).toBe('shop/basket');
  expect(await readdir(folder)).toHaveLength(3);
});

it.each([
  ['half of it is there', (text: string) => text.slice(0, text.length / 2)],
  ['somebody changed a word', (text: string) => text.replace('select 1', 'select 2')],
  ['it is empty', () => ''],
])('reads anew when %s', async (_, by) => {
  const first = await readingIn(folder, source());
  await change(by);
  expect(await readingIn(folder, source())).toEqual(first);
});

it('reads where nothing can be kept', async () => {
  expect((await readingIn(path.join(folder, 'gone'), source())).title).toBe('Cart');
});
