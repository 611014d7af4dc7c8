import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/test/database';
import { checkDatabase } from './check-database';

let database: TestDatabase;
let talker: Server;

beforeAll(async () => {
  database = await testDatabase();
  talker = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((resolve) => talker.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  talker.close();
  await database.close();
});

const changed = (change: Partial<URL>) => Object.assign(new URL(database.url), change).href;

describe('checkDatabase', () => {
  test('passes a good one', async () => {
    await expect(checkDatabase(database.url)).resolves.toBeUndefined();
  });

  test('tells a wrong password, and keeps it to itself', async () => {
    const refusal = await checkDatabase(changed({ password: 'hunter2hunter2' })).catch((error: Error) => error.message);
    expect(refusal).toMatch(/refuses the password of "sitrep": correct the user and password/);
    expect(refusal).not.toContain('hunter2');
  });

  test('tells a missing database by its name', async () => {
    await expect(checkDatabase(changed({ pathname: '/nowhere' }))).rejects.toThrow(/has no database "nowhere": create it/);
  });

  test('tells a port where nothing answers', async () => {
    await expect(checkDatabase(changed({ port: '1' }))).rejects.toThrow(/No Postgres answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)/);
  });

  test('tells a host that is not known', async () => {
    await expect(checkDatabase(changed({ hostname: 'nowhere.invalid' }))).rejects.toThrow(/No Postgres answers at nowhere\.invalid/);
  });

  test('tells what is no Postgres', async () => {
    const { port } = talker.address() as AddressInfo;
    await expect(checkDatabase(changed({ port: String(port) }))).rejects.toThrow(/does not speak as Postgres does/);
  });

  test('tells what is no address', async () => {
    await expect(checkDatabase('postgresql://sitrep:a#b/c@127.0.0.1/x')).rejects.toThrow(/percent-encoded/);
  });
});
