import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('S1-29: an error is logged as one line of JSON, with its kind, its message and what it was about', async () => {
  const outfile = path.resolve('node_modules/.cache/sitrep-test', `log-${process.pid}.mjs`);
  const contents = `import { log } from '@/lib/log'; log.error({ err: new TypeError('no such page'), run: 'r-1' }, 'a run ended badly');`;
  await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '@': process.cwd() },
  });
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [outfile]);
  expect(stdout).toBe('');
  expect(JSON.parse(stderr)).toMatchObject({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    err: { type: 'TypeError', message: 'no such page', stack: expect.stringContaining('TypeError') },
    run: 'r-1',
    msg: 'a run ended badly',
  });
  await rm(outfile);
});
