import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { runCommand as RunCommand } from './run-command';

let folder: string;
let runCommand: typeof RunCommand;
let out = '';
let err = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-cli-'));
  Object.assign(process.env, {
    RUNBOOKS_DIR: path.join(folder, 'runbooks'),
    TARGETS_FILE: path.join(folder, 'targets.yaml'),
    DATA_DIR: path.join(folder, 'data'),
  });
  await mkdir(path.join(folder, 'runbooks/shop'), { recursive: true });
  const front = '---\ntitle: T\nsummary: S\nowner: O\n---\n';
  await writeFile(path.join(folder, 'runbooks/shop/good.mdx'), `${front}Words.\n`);
  await writeFile(path.join(folder, 'runbooks/shop/bad.mdx'), `${front}\n<Nope />\n`);
  await writeFile(path.join(folder, 'runbooks/README.md'), '# Not a runbook\n');
  await writeFile(path.join(folder, 'runbooks/Lost One.mdx'), front);
  await writeFile(path.join(folder, 'targets.yaml'), 'targets: []\n');
  ({ runCommand } = await import('./run-command'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text;
    return true;
  });
});
afterEach(() => {
  out = '';
  err = '';
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

it('prints problems by file and line, and says 1', async () => {
  expect(await runCommand(['runbooks', 'check'])).toBe(1);
  expect(out).toMatch(/shop\/bad\.mdx:7: error component\/unknown <Nope> is not a component of a runbook\.\n {4}Use one of/);
  expect(out).toMatch(/Lost One\.mdx:1: error file\/name/);
  expect(out).toMatch(/2 errors, 0 warnings in 3 runbooks\n$/);
});

it('checks one file, and says 0 when it is well', async () => {
  expect(await runCommand(['runbooks', 'check', path.join(folder, 'runbooks/shop/good.mdx')])).toBe(0);
  expect(out).toBe('0 errors, 0 warnings in 1 runbook\n');
});

it('prints JSON', async () => {
  expect(await runCommand(['runbooks', 'check', '--json', path.join(folder, 'runbooks/shop')])).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    files: 2,
    errors: 1,
    warnings: 0,
    problems: [{ line: 7, rule: 'component/unknown', severity: 'error' }],
  });
});

it.each([
  [[], 2, ''],
  [['--help'], 0, ''],
  [['nonsense'], 2, 'There is no nonsense'],
  [['constructor', 'name'], 2, 'There is no constructor'],
  [['runbooks'], 2, 'runbooks has the verbs check'],
  [['runbooks', 'toString'], 2, 'runbooks has the verbs check'],
  [['runbooks', 'check', '--nonsense'], 2, 'Usage: npm run cli -- runbooks check'],
  [['runbooks', 'check', '/no/such/path'], 2, 'There is no file or folder /no/such/path'],
  [['runbooks', 'check', 'cli'], 2, 'There is no runbook at or below cli'],
  [['coverage'], 2, 'There is no checklist.yaml'],
  [['coverage', 'nonsense'], 2, 'Usage: npm run cli -- coverage'],
  [['lab', 'break'], 2, 'Name a FAULT'],
  [['lab', 'list'], 1, 'The lab is not running'],
])('answers %j with %i', async (args, code, message) => {
  expect(await runCommand(args)).toBe(code);
  expect(err).toContain(message);
});
