import { chmod, mkdir, mkdtemp, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { file } from './file';
import { loadNames, modeText } from './file/describe-file';
import { namePattern, walkFiles } from './file/walk-files';

describe('file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sitrep-file-'));
    await mkdir(path.join(folder, 'exports/deep'), { recursive: true });
    const files = { 'exports/a.csv': 10, 'exports/deep/b.csv': 2_000, 'exports/c.log': 5 };
    for (const [name, size] of Object.entries(files)) await writeFile(path.join(folder, name), 'x'.repeat(size));
    await utimes(path.join(folder, 'exports/a.csv'), new Date(), new Date(Date.now() - 40 * 86_400_000));
    await chmod(path.join(folder, 'exports/a.csv'), 0o640);
    await chmod(path.join(folder, 'exports/c.log'), 0o666);
    await symlink('/etc', path.join(folder, 'exports/away'));
    await symlink('a.csv', path.join(folder, 'exports/near'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const run = (body: string, inputs = {}, signal?: AbortSignal) =>
    runKind(file, 'file', body, { target: { roots: [folder] }, inputs, signal });
  const found = async (body: string) => (await run(body)).data.entries.map(({ name }: { name: string }) => name);

  it('describes one file, and not what it holds', async () => {
    const { data, stdout } = await run('exports/a.csv');
    expect(data).toMatchObject({
      exists: true,
      type: 'file',
      mode: 'rw-r-----',
      sizeBytes: 10,
      readable: true,
      worldWritable: false,
      problems: [],
    });
    expect(Math.round(data.ageSeconds / 86_400)).toBe(40);
    expect(stdout).not.toContain('xxx');
    expect(decideVerdict({ kind: 'file', fail: 'mode != "rw-r--r--"' }, data).verdict).toBe('fail');
  });

  it('warns of what everyone may change', async () => {
    const { data } = await run('exports/c.log');
    expect(data).toMatchObject({ worldWritable: true });
    expect(decideVerdict({ kind: 'file' }, data).verdict).toBe('warn');
  });

  it('gives a file that is not there as data', async () => {
    const { data } = await run('exports/none');
    expect(data).toMatchObject({ exists: false, error: { code: 'no_file' } });
    expect(decideVerdict({ kind: 'file' }, data).verdict).toBe('fail');
    expect(decideVerdict({ kind: 'file', ok: '!exists' }, data).verdict).toBe('ok');
  });

  it('lists a folder, and finds below it by name, age and size', async () => {
    expect(await found('list exports')).toEqual(['a.csv', 'away', 'c.log', 'deep', 'near']);
    expect((await found('find exports name *.csv')).sort()).toEqual(['a.csv', 'deep/b.csv']);
    expect(await found('find exports older 30d type file')).toEqual(['a.csv']);
    expect(await found('find exports larger 1k')).toEqual(['deep/b.csv']);
    expect((await run('find exports type file')).data).toMatchObject({ count: 3, totalBytes: 2_015, truncated: false });
    expect((await run('list exports/a.csv')).data.problems).toMatchObject([{ code: 'no_folder' }]);
  });

  it('follows no link out, neither named nor found', async () => {
    expect((await run('exports/away')).error?.code).toBe('roots');
    expect((await run('list exports/away')).error?.code).toBe('roots');
    expect((await run('{path}', { path: '../../etc/passwd' })).error?.code).toBe('roots');
    expect((await found('find exports')).some((name: string) => name.startsWith('away/'))).toBe(false);
    expect((await run('exports/near')).data).toMatchObject({ type: 'file', sizeBytes: 10 });
    expect((await runKind(file, 'file', '/etc')).error?.message).toContain('"roots"');
  });

  it.each(['', 'a b', 'a\nb', 'find a older x', 'find a larger y', 'find a type nothing', 'find a name'])('refuses %j', async (body) => {
    const { error, data } = await run(body);
    expect(error?.code ?? data.error?.code).toMatch(/body|no_file/);
  });

  it('lists no folder that was exchanged for a link on the way to it, after it was checked', async () => {
    const [body, names] = [{ look: 'find', path: '' } as const, await loadNames()];
    const walk = (folder: string) => walkFiles(folder, body, names, Date.now(), new AbortController().signal);
    const outside = await realpath(await mkdtemp(path.join(tmpdir(), 'sitrep-outside-')));
    await mkdir(path.join(outside, 'inner'));
    await writeFile(path.join(outside, 'inner', 'secret'), '');
    await symlink(outside, path.join(outside, 'way'));
    expect((await walk(path.join(outside, 'inner'))).count).toBe(1);
    await expect(walk(path.join(outside, 'way', 'inner'))).rejects.toThrow('changed while it was opened');
    await rm(outside, { recursive: true });
  });

  it('says of folders that it could not enter that it does not know what is in them', async () => {
    await mkdir(path.join(folder, 'exports', ...Array.from({ length: 66 }, () => 'd')), { recursive: true });
    const { data } = await run('find exports name nothing');
    await rm(path.join(folder, 'exports', 'd'), { recursive: true });
    expect(data).toMatchObject({ count: 0, unseen: 1, problems: [{ severity: 'warn', code: 'unseen' }] });
    const walk = walkFiles(
      path.join(folder, 'gone'),
      { look: 'find', path: '' },
      await loadNames(),
      Date.now(),
      new AbortController().signal,
    );
    await expect(walk).rejects.toThrow('ENOENT');
  });

  it('can be told to stop', async () => {
    expect((await run('find exports', {}, AbortSignal.abort())).error?.code).toBe('aborted');
  });

  it.each([
    [0o644, 'rw-r--r--'],
    [0o4755, 'rwsr-xr-x'],
    [0o2640, 'rw-r-S---'],
    [0o1777, 'rwxrwxrwt'],
  ])('writes %i as %s', (mode, text) => expect(modeText(mode)).toBe(text));

  it.each([
    ['*.log', 'a.log', true],
    ['*.log', 'a.logs', false],
    ['a?c', 'abc', true],
    ['a.c', 'abc', false],
    ['(a)+', '(a)+', true],
  ])('%s meets %s: %s', (pattern, name, meets) => expect(namePattern(pattern).test(name)).toBe(meets));
});
