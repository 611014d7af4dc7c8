import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { env } from './env';
import { envdiff } from './envdiff';

const PASSWORD = 'hunter2-very-private';
const DEV = `DATABASE_URL=postgresql://app:${PASSWORD}@db.example/shop\nDB_HOST=db.example\nDB_PORT=5432\nJWT_SECRET_KEY=short-${PASSWORD}\nJWT_ALGORITHM=none
HOOK=https://hooks.example/${PASSWORD}\nEMPTY=\nDEBUG=true\nAPI_KEY=changeme\n`;
const PROD = `DATABASE_URL=postgresql://app:${PASSWORD}@db.example:5432/shop\nDB_HOST=db.example\nSENTRY_DSN=x\nDEBUG=false\n`;

describe('env', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sitrep-env-'));
    await writeFile(path.join(folder, '.env.dev'), DEV);
    await writeFile(path.join(folder, '.env.prod'), PROD);
  });
  afterAll(() => rm(folder, { recursive: true }));
  const run = (body: string, inputs = {}) => runKind(env, 'env', body, { target: { roots: [folder] }, inputs });
  const codes = async (line: string) => (await run(`file .env.dev\n${line}`)).data.problems.map(({ code }: { code: string }) => code);

  it('says what variables are like, and never what they are', async () => {
    const { data, stdout } = await run('file .env.dev\nDATABASE_URL url\nDB_*\nHOOK\nNONE optional');
    expect(data).toMatchObject({ found: true, set: ['DATABASE_URL', 'DB_HOST', 'DB_PORT', 'HOOK'], missing: ['NONE'], problems: [] });
    expect(data.rows[0]).toMatchObject({ shape: 'url', address: 'postgresql://db.example/shop' });
    expect(data.rows.find(({ name }: { name: string }) => name === 'HOOK').address).toBe('https://hooks.example');
    for (const secret of [PASSWORD, 'app']) expect(JSON.stringify(data) + stdout).not.toContain(secret);
    expect(decideVerdict({ kind: 'env' }, data).verdict).toBe('ok');
    expect(decideVerdict({ kind: 'env', fail: '"NONE" in missing' }, data).verdict).toBe('fail');
  });

  it.each([
    ['NONE', ['missing']],
    ['NONE_*', ['missing']],
    ['EMPTY', ['empty']],
    ['EMPTY optional', []],
    ['DATABASE_URL url port', ['port']],
    ['JWT_SECRET_KEY min 32', ['too_short']],
    ['JWT_ALGORITHM one-of HS256 RS256', ['option']],
    ['DB_PORT int', []],
    ['DB_HOST int', ['shape']],
    ['DEBUG bool', []],
    ['API_KEY', ['placeholder']],
  ])('%s gives %j', async (line, expected) => expect(await codes(line)).toEqual(expected));

  it('warns of a port that is left to habit, and does not fail', async () => {
    const { data } = await run('file .env.dev\nDATABASE_URL url port');
    expect(decideVerdict({ kind: 'env' }, data).verdict).toBe('warn');
  });

  it('looks into a process of this machine', async () => {
    // A process is called by the name that it was started under.
    await symlink('/bin/sleep', path.join(folder, 'sitrep-probe'));
    const child = spawn(path.join(folder, 'sitrep-probe'), ['30'], { env: { ...process.env, ONLY_THERE: PASSWORD } });
    await new Promise((resolve) => child.once('spawn', resolve));
    const { data, stdout } = await run('process sitrep-probe\nONLY_THERE min 5\nPATH optional');
    child.kill();
    expect(data.found).toBe(true);
    expect(JSON.stringify(data) + stdout).not.toContain(PASSWORD);
    expect((await run('process no-such-program\nA')).data).toMatchObject({ found: false, problems: [{ code: 'no_process' }] });
    expect((await runKind(env, 'env', 'process sleep\nA', { target: { name: 'other' } })).error?.code).toBe('not_available');
  });

  it('looks at its own variables by name', async () => {
    expect((await run('PATH')).data).toMatchObject({ set: ['PATH'], source: 'the console’s own' });
  });

  it.each(['', 'file .env.dev', '*', 'A*', 'A unknown', 'A min x', 'A\nfile .env.dev', 'A one-of', 'file', '1A'])(
    'refuses %j',
    async (body) => {
      expect((await run(body)).error?.code).toBe('body');
    },
  );

  it('reads no file outside', async () => {
    expect((await run('file ../x\nA')).error?.code).toBe('roots');
    expect((await run('file {file}\nA', { file: '/etc/environment' })).error?.code).toBe('roots');
    expect((await run('file none\nA')).data).toMatchObject({ found: false });
  });

  it('compares two files', async () => {
    const { data, stdout } = await runKind(envdiff, 'envdiff', 'a .env.dev\nb .env.prod\nignore HOOK JWT_* DB_P* E* API_KEY', {
      target: { roots: [folder] },
    });
    expect(data).toMatchObject({ onlyA: [], onlyB: ['SENTRY_DSN'], different: ['DATABASE_URL', 'DEBUG'], same: 1 });
    expect(JSON.stringify(data) + stdout).not.toContain(PASSWORD);
    expect(decideVerdict({ kind: 'envdiff' }, data)).toMatchObject({ verdict: 'warn' });
    expect((await runKind(envdiff, 'envdiff', 'a .env.dev', { target: { roots: [folder] } })).error?.code).toBe('body');
    expect((await runKind(envdiff, 'envdiff', 'a .env.dev\nb none', { target: { roots: [folder] } })).data.problems).toMatchObject([
      { code: 'no_file' },
    ]);
  });
});
