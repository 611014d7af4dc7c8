import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { beforeEach, describe, expect, test } from 'vitest';
import { changeRoles } from '@/domain/access/change-roles';
import { createApiKey } from '@/domain/access/create-api-key';
import { disableUser } from '@/domain/access/disable-user';
import { revokeApiKey } from '@/domain/access/revoke-api-key';
import { revokeSession } from '@/domain/access/revoke-session';
import { secretHash } from '@/domain/access/secrets';
import { systemContext } from '@/domain/context';
import { db } from '@/lib/db';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { contextFromRequest, contextNow } from './context-from-request';
import { authSecret, cookieName } from './cookie';
import { forgetAccess } from './standing';

useTestDatabase();
beforeEach(forgetAccess);

const requestId = 'test';
const sealed = async (claims: Record<string, unknown>, secret = authSecret(), maxAge = 60) =>
  `other=1; ${cookieName('session')}=${await encode({ token: claims, secret, maxAge })}; last=2`;

async function signedIn(roles: Parameters<typeof makePerson>[0], expiresMs = 60_000) {
  const person = await makePerson(roles);
  const sid = randomUUID();
  await db().session.create({
    data: { id: sid, userId: person.userId, createdAt: new Date(Date.now() - 120_000), expiresAt: new Date(Date.now() + expiresMs) },
  });
  return { person, sid, cookie: await sealed({ sid }) };
}

describe('by cookie', () => {
  test('names the user, their roles and their session', async () => {
    const { person, sid, cookie } = await signedIn(['responder', 'viewer']);
    const ctx = await contextFromRequest({ cookie, requestId });
    expect(ctx).toEqual({ actor: person.actor, roles: new Set(['responder', 'viewer']), requestId, sessionId: sid });
    await expect.poll(async () => (await db().session.findUniqueOrThrow({ where: { id: sid } })).lastSeenAt).not.toBeNull();
  });

  test('is nobody without a cookie of ours', async () => {
    const { sid } = await signedIn(['viewer']);
    const strangers = [
      undefined,
      '',
      'a=b',
      `${cookieName('session')}=nonsense`,
      await sealed({ sid }, 'another secret of enough length, too'),
      await sealed({ sid }, authSecret(), -60),
      await sealed({ sid: 'x' }),
      await sealed({ sid: randomUUID() }),
      await sealed({}),
    ];
    expect(await Promise.all(strangers.map((cookie) => contextFromRequest({ cookie, requestId })))).toEqual(strangers.map(() => null));
  });

  test('ends with expiry, revocation and disabling, and roles follow', async () => {
    const admin = await makePerson(['admin']);
    expect(await contextFromRequest({ cookie: (await signedIn(['viewer'], -1_000)).cookie, requestId })).toBeNull();

    const { person, sid, cookie } = await signedIn(['viewer']);
    const ctx = await contextFromRequest({ cookie, requestId });
    await changeRoles(admin, { id: person.userId, roles: ['commander'] });
    forgetAccess();
    expect((await contextFromRequest({ cookie, requestId }))?.roles).toEqual(new Set(['commander']));
    await revokeSession(person, { id: sid });
    forgetAccess();
    expect(await contextFromRequest({ cookie, requestId })).toBeNull();
    expect(ctx && (await contextNow(ctx))).toBeNull();

    const other = await signedIn(['viewer']);
    expect(await contextFromRequest({ cookie: other.cookie, requestId })).not.toBeNull();
    await disableUser(admin, { id: other.person.userId });
    forgetAccess();
    expect(await contextFromRequest({ cookie: other.cookie, requestId })).toBeNull();
  });

  test('notices a revocation within 5 s even when no notice arrives', async () => {
    const { person, sid, cookie } = await signedIn(['viewer']);
    expect(await contextFromRequest({ cookie, requestId })).not.toBeNull();
    await revokeSession(person, { id: sid });
    await expect.poll(() => contextFromRequest({ cookie, requestId }), { timeout: 5_000, interval: 100 }).toBeNull();
  });
});

describe('by key', () => {
  const bearer = (secret: string) => contextFromRequest({ authorization: `Bearer ${secret}`, requestId });

  test('names the key and its roles, and notes its use at most once a minute', async () => {
    const admin = await makePerson(['admin']);
    const key = await createApiKey(admin, { name: 'script', roles: ['viewer', 'admin'], days: 1 });
    expect(await bearer(key.secret)).toEqual({
      actor: { kind: 'api_key', id: key.id, name: 'script' },
      roles: new Set(['viewer', 'admin']),
      requestId,
    });
    const lastUsedAt = async () => (await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).lastUsedAt?.getTime();
    await expect.poll(lastUsedAt).toBeDefined();
    const first = await lastUsedAt();
    forgetAccess();
    await bearer(key.secret);
    expect(await lastUsedAt()).toBe(first);
  });

  test('a key of any form made at the first start works, and has no maker to answer to', async () => {
    await db().apiKey.create({
      data: {
        id: randomUUID(),
        name: 'bootstrap',
        prefix: 'a-first-key',
        secretHash: secretHash('a-first-key-of-24-chars!!'),
        roles: ['admin', 'commander'],
      },
    });
    expect((await bearer('a-first-key-of-24-chars!!'))?.roles).toEqual(new Set(['admin', 'commander']));
  });

  test('ends with revocation and expiry, and never does more than its maker may', async () => {
    const [admin, maker] = [await makePerson(['admin']), await makePerson(['admin', 'commander'])];
    const key = await createApiKey(maker, { name: 'script', roles: ['responder', 'admin'], days: 1 });
    const ctx = await bearer(key.secret);
    expect(ctx?.roles).toEqual(new Set(['responder', 'admin']));
    await changeRoles(admin, { id: maker.userId, roles: ['responder'] });
    forgetAccess();
    expect((await bearer(key.secret))?.roles).toEqual(new Set(['responder']));
    await disableUser(admin, { id: maker.userId });
    forgetAccess();
    expect(await bearer(key.secret)).toBeNull();
    await db().user.update({ where: { id: maker.userId }, data: { disabledAt: null } });
    await db().apiKey.update({
      where: { id: key.id },
      data: { createdAt: new Date(Date.now() - 2_000), expiresAt: new Date(Date.now() - 1_000) },
    });
    forgetAccess();
    expect(await bearer(key.secret)).toBeNull();

    const revoked = await createApiKey(admin, { name: 'other', roles: ['viewer'], days: 1 });
    const revokedCtx = await bearer(revoked.secret);
    expect(revokedCtx && (await contextNow(revokedCtx))).toMatchObject({ actor: revokedCtx?.actor });
    await revokeApiKey(admin, { id: revoked.id });
    forgetAccess();
    expect(await bearer(revoked.secret)).toBeNull();
    expect(revokedCtx && (await contextNow(revokedCtx))).toBeNull();
  });

  test('a bad key is nobody, and a good cookie does not rescue it', async () => {
    const { cookie } = await signedIn(['viewer']);
    for (const authorization of ['', 'Bearer', 'Bearer ', 'Bearer wrong', `Bearer ${'x'.repeat(600)}`, 'Basic YTpi', 'Bearer a b'])
      expect(await contextFromRequest({ cookie, authorization, requestId })).toBeNull();
  });
});

test('the engine itself stays valid', async () => {
  expect(await contextNow(systemContext())).toEqual(systemContext());
});
