import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAllowed, openAllowed, readAllowed } from './allowed-files';

describe('files within the roots of a target', () => {
  let folder = '';
  let target = { name: 'files', roots: [] as string[] };
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'sitrep-roots-')));
    await mkdir(path.join(folder, 'in/deep'), { recursive: true });
    await mkdir(path.join(folder, 'in-other'));
    await writeFile(path.join(folder, 'in/deep/a.txt'), 'inside');
    await writeFile(path.join(folder, 'out.txt'), 'outside');
    await writeFile(path.join(folder, 'in-other/b.txt'), 'beside');
    await symlink('../out.txt', path.join(folder, 'in/escape'));
    await symlink('..', path.join(folder, 'in/up'));
    await symlink('deep', path.join(folder, 'in/inner'));
    await symlink('loop', path.join(folder, 'in/loop'));
    execFileSync('mkfifo', [path.join(folder, 'in/pipe')]);
    target = { name: 'files', roots: [path.join(folder, 'in')] };
  });
  afterAll(() => rm(folder, { recursive: true }));

  const content = async (wanted: string) => {
    const read = await readAllowed(target, wanted, 1_000);
    return 'error' in read ? read.error.code : read.bytes.toString();
  };

  it.each([
    ['deep/a.txt', 'inside'],
    ['inner/a.txt', 'inside'],
    ['deep/../deep/a.txt', 'inside'],
    ['../out.txt', 'roots'],
    ['../in-other/b.txt', 'roots'],
    ['/etc/passwd', 'roots'],
    ['escape', 'roots'],
    ['up/out.txt', 'roots'],
    ['none', 'no_file'],
    ['loop', 'loop'],
    ['deep', 'not_plain'],
    ['pipe', 'not_plain'],
  ])('%s gives %s', async (wanted, expected) => expect(await content(wanted)).toBe(expected));

  it('takes absolute paths within, and reads nothing without roots', async () => {
    expect(await content(path.join(folder, 'in/deep/a.txt'))).toBe('inside');
    expect(await openAllowed({ name: 'bare' }, 'deep/a.txt')).toMatchObject({ error: { code: 'roots' } });
    expect(await findAllowed(target, 'deep')).toEqual({ path: path.join(folder, 'in/deep') });
  });

  it('reads no more than it is told to', async () => {
    expect(await readAllowed(target, 'deep/a.txt', 3)).toMatchObject({ error: { code: 'too_large' } });
  });
});
