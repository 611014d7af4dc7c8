import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { runCommand as RunCommand } from './run-command';

let folder: string;
let runCommand: typeof RunCommand;
let out = '';
const at = (...parts: string[]) => path.join(folder, ...parts);
const run = (...args: string[]) => runCommand(['runbooks', 'import', at('guides'), '--service', 'shop', '--out', at('out'), ...args]);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-import-cli-'));
  Object.assign(process.env, { RUNBOOKS_DIR: at('runbooks'), TARGETS_FILE: at('targets.yaml'), DATA_DIR: at('data') });
  await mkdir(at('guides'), { recursive: true });
  await writeFile(
    at('guides/cart.md'),
    '# Cart\n\n```bash\ncurl https://shop.internal/healthz\n```\n\n```bash\ntail -f /var/log/cart.log\n```\n',
  );
  await writeFile(at('guides/stock.rst'), 'Stock\n=====\n\n.. code-block:: yaml\n\n   a: 1\n');
  await writeFile(at('guides/empty.md'), '');
  ({ runCommand } = await import('./run-command'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
});
afterEach(() => {
  out = '';
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

it('prints what became of every file and block as JSON', async () => {
  expect(await run('--json')).toBe(0);
  const report = JSON.parse(out);
  expect(report.total).toEqual({ files: 3, blocks: 3, runnable: 1, reference: 1, trap: 1 });
  expect(report.files.map((file: { source: string; state: string }) => [file.source, file.state])).toEqual([
    ['cart.md', 'written'],
    ['empty.md', 'skipped'],
    ['stock.rst', 'written'],
  ]);
  expect(report.files[0].blocks).toMatchObject([
    { line: 3, language: 'bash', outcome: 'runnable', kind: 'http', effect: 'read', why: expect.stringContaining('safe method') },
    { line: 7, outcome: 'trap', rule: 'bash/endless', fix: expect.any(String) },
  ]);
  expect(report.files[0].findings).toMatchObject([{ rule: 'bash/endless', line: 8 }]);
});

it('says that nothing changed the second time, and 1 when it kept a file', async () => {
  expect(await run()).toBe(0);
  expect(out).toContain('unchanged');
  await writeFile(at('out/shop/cart.mdx'), 'by hand');
  expect(await run('--json')).toBe(1);
  expect(JSON.parse(out.slice(out.indexOf('{\n  "service"'))).files[0]).toMatchObject({ state: 'kept' });
  expect(await readFile(at('out/shop/cart.mdx'), 'utf8')).toBe('by hand');
});

it('lists the rules of the doctor', async () => {
  expect(await runCommand(['runbooks', 'check', '--rules'])).toBe(0);
  expect(out).toContain('trap/postgres-column\n');
});
