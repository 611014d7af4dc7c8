import { expect, test } from 'vitest';
import { secretHash } from '@/domain/access/secrets';
import { db } from '@/lib/db';
import { parseEnv } from '@/lib/env';
import { verifyPassword } from '@/lib/password';
import { useTestDatabase } from '@/test/database';
import { seed } from './seed';

useTestDatabase();

const counts = async () => ({
  policies: await db().severityPolicy.count(),
  templates: await db().template.count(),
  contacts: await db().contact.count(),
  methods: await db().contactMethod.count(),
  levels: await db().escalationLevel.count(),
  links: await db().teamLink.count(),
  users: await db().user.count(),
  keys: await db().apiKey.count(),
});

test('a first start without settings seeds the policies and offers a set-up link, a fresh one each time', async () => {
  const first = await seed(parseEnv({}));
  const second = await seed(parseEnv({}));
  expect(await counts()).toEqual({ policies: 4, templates: 7, contacts: 7, methods: 13, levels: 4, links: 3, users: 0, keys: 0 });
  expect(first.setUpPath).toMatch(/^\/set-up\/[\w-]{43}$/);
  expect(second.setUpPath).not.toBe(first.setUpPath);
  expect(await db().signInLink.count({ where: { usedAt: null } })).toBe(1);
});

test('what people changed stays as they left it', async () => {
  await db().severityPolicy.update({ where: { severity: 'P0' }, data: { acknowledgeMinutes: 5 } });
  await seed(parseEnv({}));
  expect(await db().severityPolicy.findUniqueOrThrow({ where: { severity: 'P0' } })).toMatchObject({ acknowledgeMinutes: 5 });
});

test('the environment names the admin once; a later password there does not overwrite theirs', async () => {
  const settings = { SITREP_ADMIN_EMAIL: 'Ada@example.com', SITREP_ADMIN_PASSWORD: 'correct horse battery' };
  expect(await seed(parseEnv(settings))).toEqual({ setUpPath: null });
  await seed(parseEnv({ ...settings, SITREP_ADMIN_PASSWORD: 'another long password' }));
  const [ada, ...others] = await db().user.findMany();
  expect(others).toEqual([]);
  expect(ada).toMatchObject({ email: 'ada@example.com', roles: ['commander', 'admin'] });
  expect(await verifyPassword(ada?.passwordHash ?? null, 'correct horse battery')).toBe(true);
});

test('a changed bootstrap token replaces the former; an unchanged one does not undo a revocation', async () => {
  await seed(parseEnv({ SITREP_BOOTSTRAP_TOKEN: 'first-token-for-scripts' }));
  await seed(parseEnv({ SITREP_BOOTSTRAP_TOKEN: 'second-token-for-scripts' }));
  const revokedAt = new Date();
  const [key] = await db().apiKey.findMany();
  expect(key).toMatchObject({
    name: 'bootstrap',
    secretHash: secretHash('second-token-for-scripts'),
    roles: ['viewer', 'responder', 'commander', 'admin'],
  });
  await db().apiKey.update({ where: { id: key?.id ?? '' }, data: { revokedAt } });
  await seed(parseEnv({ SITREP_BOOTSTRAP_TOKEN: 'second-token-for-scripts' }));
  expect(await db().apiKey.findMany()).toMatchObject([{ revokedAt }]);
});

test('example contacts that were removed do not come back', async () => {
  const { id } = await db().contact.findUniqueOrThrow({ where: { role: 'team-lead' } });
  await db().contactMethod.deleteMany({ where: { contactId: id } });
  await db().contact.delete({ where: { id } });
  await seed(parseEnv({}));
  expect(await db().contact.findUnique({ where: { role: 'team-lead' } })).toBeNull();
});
