import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { identify, takeLock } from './lock.mjs';

const MODULE = pathToFileURL(path.resolve('bin/ready/lock.mjs')).href;

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sitrep-lock-'));
  file = path.join(folder, 'lock');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Another process that takes the lock, says so, and stays. */
function holder() {
  const script = `import { takeLock } from ${JSON.stringify(MODULE)}; console.log(takeLock(${JSON.stringify(file)}).release ? 'held' : 'refused'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text).trim())));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return { pid: child.pid, said, kill: () => child.kill('SIGKILL') && ended };
}

test('one holds it, another is told who; given back, it is free', async () => {
  const other = holder();
  expect(await other.said).toBe('held');
  expect(takeLock(file).holder?.pid).toBe(other.pid);
  await other.kill();
  const mine = takeLock(file);
  mine.release?.();
  expect(existsSync(file)).toBe(false);
});

test('a lock of a process that was killed is taken over', async () => {
  const other = holder();
  await other.said;
  await other.kill();
  expect(takeLock(file).release).toBeTypeOf('function');
  expect(readdirSync(folder)).toEqual(['lock']);
});

test('a lock whose number belongs to another program by now is taken over', () => {
  writeFileSync(file, JSON.stringify({ pid: process.ppid, started: 'long ago' }));
  expect(takeLock(file).release).toBeTypeOf('function');
});

test('a torn lock file is taken over', () => {
  writeFileSync(file, '{"pid":');
  expect(takeLock(file).release).toBeTypeOf('function');
});

test('of several that want a stale lock at once, one gets it', async () => {
  writeFileSync(file, JSON.stringify({ pid: 999_999_999, started: '1' }));
  const others = [holder(), holder(), holder(), holder()];
  const said = await Promise.all(others.map((other) => other.said));
  await Promise.all(others.map((other) => other.kill()));
  expect(said.toSorted()).toEqual(['held', 'refused', 'refused', 'refused']);
});

test('a process is known by its start, a dead one by nothing', () => {
  expect(identify(process.pid)).toBeTruthy();
  expect(identify(process.pid)).toBe(identify(process.pid));
  expect(identify(999_999_999)).toBeNull();
});
