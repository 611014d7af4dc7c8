import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { auditOf, makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { createApiKey } from './create-api-key';
import { listApiKeys } from './list-api-keys';
import { listSessions } from './list-sessions';
import { revokeApiKey } from './revoke-api-key';
import { revokeSession } from './revoke-session';
import { secretHash } from './secrets';
import { signOutEverywhere } from './sign-out-everywhere';

useTestDatabase();

async function openSession(userId: string) {
  const id = randomUUID();
  await db().session.create({ data: { id, userId, expiresAt: new Date(Date.now() + 60_000) } });
  return id;
}

test('one sees and ends one’s own sessions; another’s do not exist, except for an admin', async () => {
  const [ana, bo, admin] = [await makePerson(['viewer']), await makePerson(['commander']), await makePerson(['admin'])];
  const [one, two] = [await openSession(ana.userId), await openSession(ana.userId)];
  expect((await listSessions({ ...ana, sessionId: one })).map((row) => [row.id, row.current]).sort()).toEqual(
    [
      [one, true],
      [two, false],
    ].sort(),
  );
  expect(await listSessions(bo)).toEqual([]);
  await expect(revokeSession(bo, { id: one })).rejects.toMatchObject({ code: 'not_found' });
  await revokeSession(ana, { id: one });
  await expect(revokeSession(ana, { id: one })).rejects.toMatchObject({ code: 'conflict' });
  await revokeSession(admin, { id: two });
  expect(await listSessions(ana)).toEqual([]);
  expect(await auditOf(two)).toMatchObject([{ action: 'signed_out', actorName: admin.actor.name }]);
});

test('signing out everywhere ends all, one’s own or as admin another’s, and refuses the repeat', async () => {
  const [ana, bo, admin] = [await makePerson(['viewer']), await makePerson(['responder']), await makePerson(['admin'])];
  await Promise.all([openSession(ana.userId), openSession(ana.userId), openSession(bo.userId)]);
  await expect(signOutEverywhere(bo, { id: ana.userId })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await signOutEverywhere(ana, { id: ana.userId })).toEqual({ ended: 2 });
  await expect(signOutEverywhere(ana, { id: ana.userId })).rejects.toMatchObject({ code: 'conflict' });
  expect(await signOutEverywhere(admin, { id: bo.userId })).toEqual({ ended: 1 });
  expect(await auditOf(ana.userId)).toMatchObject([{ action: 'signed_out_everywhere', data: { sessions: 2 } }]);
});

test('an API key has no sessions of its own', async () => {
  const key = {
    actor: { kind: 'api_key' as const, id: randomUUID(), name: 'script' },
    roles: new Set(['admin'] as const),
    requestId: 'test',
  };
  await expect(listSessions(key)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a key is shown once, stored as a hash, recorded without its secret, and ends once', async () => {
  const admin = await makePerson(['admin', 'commander']);
  const issued = await createApiKey(admin, { name: 'deploys', roles: ['responder', 'viewer'], days: 30 });
  expect(issued.secret).toMatch(/^sitrep_[A-Za-z0-9_-]{43}$/);
  const row = await db().apiKey.findUniqueOrThrow({ where: { id: issued.id } });
  expect(row).toMatchObject({ secretHash: secretHash(issued.secret), prefix: issued.secret.slice(0, 12), createdById: admin.userId });
  expect(row.expiresAt?.getTime()).toBe(row.createdAt.getTime() + 30 * 86_400_000);
  const [view] = await listApiKeys(admin);
  expect(view).toMatchObject({ name: 'deploys', state: 'active', createdBy: admin.actor.name, lastUsedAt: null });
  await revokeApiKey(admin, { id: issued.id });
  await expect(revokeApiKey(admin, { id: issued.id })).rejects.toMatchObject({ code: 'conflict' });
  const audit = await auditOf(issued.id);
  expect(audit.map((entry) => entry.action)).toEqual(['api_key_created', 'api_key_revoked']);
  expect(JSON.stringify([view, audit])).not.toContain(issued.secret.slice(12));
});

test('a key cannot do more than its maker, and only an admin makes one', async () => {
  const admin = await makePerson(['admin']);
  await expect(createApiKey(admin, { name: 'too much', roles: ['commander'], days: 1 })).rejects.toMatchObject({ code: 'forbidden' });
  const commander = await makePerson(['commander', 'responder']);
  await expect(createApiKey(commander, { name: 'mine', roles: ['viewer'], days: 1 })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(revokeApiKey(commander, { id: randomUUID() })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(listApiKeys(commander)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a key made by a key answers to the same person', async () => {
  const admin = await makePerson(['admin']);
  const parent = await createApiKey(admin, { name: 'parent', roles: ['admin'], days: 1 });
  const asKey = {
    actor: { kind: 'api_key' as const, id: parent.id, name: 'parent' },
    roles: new Set(['admin'] as const),
    requestId: 'test',
  };
  const child = await createApiKey(asKey, { name: 'child', roles: ['viewer'], days: 1 });
  expect((await db().apiKey.findUniqueOrThrow({ where: { id: child.id } })).createdById).toBe(admin.userId);
});
