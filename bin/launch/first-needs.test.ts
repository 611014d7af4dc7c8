import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkPort } from './check-port';
import { holdDataDir } from './hold-data-dir';
import { keepSecret } from './keep-secret';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sitrep-needs-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the secret is made once, for the owner alone', () => {
  const secret = keepSecret(folder);
  expect(secret).toHaveLength(43);
  expect(keepSecret(folder)).toBe(secret);
  expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600);
});

test('a damaged secret is told and not replaced', () => {
  writeFileSync(path.join(folder, 'secret'), 'short');
  expect(() => keepSecret(folder)).toThrow(/is damaged: put it back from a backup, or delete it/);
  expect(readFileSync(path.join(folder, 'secret'), 'utf8')).toBe('short');
});

test('a used port, a wrong host and a free port', async () => {
  const server = await new Promise<Server>((resolve) => {
    const listening = createServer().listen(0, '127.0.0.1', () => resolve(listening));
  });
  const { port } = server.address() as { port: number };
  await expect(checkPort('127.0.0.1', port)).rejects.toThrow(`Port ${port} is used by another program: stop that, or set PORT`);
  await expect(checkPort('203.0.113.1', port)).rejects.toThrow(/HOST 203\.0\.113\.1 is not an address of this machine/);
  await new Promise((resolve) => server.close(resolve));
  await expect(checkPort('127.0.0.1', port)).resolves.toBeUndefined();
});

test('a DATA_DIR is one start’s own until it gives it back', async () => {
  const dataDir = path.join(folder, 'new', 'data');
  const held = await holdDataDir(dataDir);
  await expect(holdDataDir(dataDir)).rejects.toThrow(`Another Sitrep (process ${process.pid}) is running on ${dataDir}`);
  held.release();
  (await holdDataDir(dataDir)).release();
});

test('a DATA_DIR that cannot be made is told', async () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  await expect(holdDataDir(file)).rejects.toThrow(
    `Cannot write to ${file}: that path or a part of it is a file; set DATA_DIR to a folder.`,
  );
  await expect(holdDataDir(path.join(file, 'data'))).rejects.toThrow(/a part of it is a file/);
});
