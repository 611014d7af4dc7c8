import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { testDatabase, useTestDatabase } from './database';

const database = useTestDatabase();

test('lib/db speaks to the database of this file, as a role that is no superuser', async () => {
  const [row] = await db().$queryRaw<{ name: string; superuser: boolean }[]>`
    SELECT current_database()::text AS name, rolsuper AS superuser FROM pg_roles WHERE rolname = current_user`;
  expect(new URL(database.url).pathname).toBe(`/${row?.name}`);
  expect(row?.superuser).toBe(false);
  expect(await db().incident.count()).toBe(0);
});

test('each database is its own', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  expect(one.url).not.toBe(two.url);
  await Promise.all([one.close(), two.close()]);
});
