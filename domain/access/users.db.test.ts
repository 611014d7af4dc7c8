import { expect, test } from 'vitest';
import { systemContext } from '@/domain/context';
import { db } from '@/lib/db';
import { verifyPassword } from '@/lib/password';
import { auditOf, makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { acceptInvite } from './accept-invite';
import { changePassword } from './change-password';
import { changeRoles } from './change-roles';
import { completeSetup } from './complete-setup';
import { createSetupLink } from './create-setup-link';
import { createSignInLink } from './create-sign-in-link';
import { disableUser } from './disable-user';
import { enableUser } from './enable-user';
import { getSignInLink } from './get-sign-in-link';
import { inviteUser } from './invite-user';
import { listUsers } from './list-users';
import { signInWithPassword } from './sign-in-with-password';

useTestDatabase();
const from = { address: '192.0.2.1', userAgent: 'test', requestId: 'test' };
const tokenOf = (path: string) => path.replace('/set-up/', '');
const actions = async (id: string) => (await auditOf(id)).map((entry) => entry.action);

test('the set-up link makes one admin and commander, once, whoever else tries at the same moment', async () => {
  const early = await createSetupLink(systemContext());
  const link = await createSetupLink(systemContext());
  const setUp = (token: string, email: string) => completeSetup({ token, email, name: 'Ana', password: 'correct horse battery' }, 'test');
  await expect(setUp(tokenOf(early?.path ?? ''), 'early@example.com')).rejects.toMatchObject({ code: 'not_found' });
  const outcomes = await Promise.allSettled(['ana@example.com', 'eve@example.com'].map((email) => setUp(tokenOf(link?.path ?? ''), email)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [ana] = await db().user.findMany();
  expect(await db().user.count()).toBe(1);
  expect([...(ana?.roles ?? [])].sort()).toEqual(['admin', 'commander']);
  expect(await verifyPassword(ana?.passwordHash ?? null, 'correct horse battery')).toBe(true);
  expect(await actions(ana?.id ?? '')).toEqual(['setup_completed']);
  expect(await createSetupLink(systemContext())).toBeNull();
});

test('two open set-up links still make one admin', async () => {
  await db().user.updateMany({ data: { disabledAt: new Date() } });
  const tokens = ['A', 'B'].map((letter) => letter.repeat(43));
  const { secretHash } = await import('./secrets');
  await db().signInLink.createMany({
    data: tokens.map((token) => ({ tokenHash: secretHash(token), purpose: 'setup' as const, expiresAt: new Date(Date.now() + 60_000) })),
  });
  const outcomes = await Promise.allSettled(
    tokens.map((token, n) =>
      completeSetup({ token, email: `racer${n}@example.com`, name: 'Racer', password: 'correct horse battery' }, 'test'),
    ),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await db().user.count({ where: { roles: { has: 'admin' }, disabledAt: null } })).toBe(1);
});

test('an invite lets its person choose a password, once', async () => {
  const admin = await makePerson(['admin']);
  const link = await inviteUser(admin, { email: 'bo@example.com', name: 'Bo', roles: ['responder'] });
  const token = tokenOf(link.path);
  expect(await getSignInLink({ token })).toEqual({ purpose: 'invite', email: 'bo@example.com', name: 'Bo' });
  await expect(acceptInvite({ token, name: 'Bo', password: 'BO@example.COM' }, 'test')).rejects.toMatchObject({ code: 'invalid' });
  await acceptInvite({ token, name: 'Bo B.', password: 'a dozen blue herons' }, 'test');
  await expect(acceptInvite({ token, name: 'Eve', password: 'a dozen blue herons' }, 'test')).rejects.toMatchObject({ code: 'not_found' });
  expect(await getSignInLink({ token })).toBeNull();
  expect(await signInWithPassword({ email: 'bo@example.com', password: 'a dozen blue herons' }, from)).toMatchObject({
    userId: link.userId,
  });
  expect(await actions(link.userId)).toEqual(['user_invited', 'invite_accepted']);
});

test('inviting refuses who may not, and who is already here', async () => {
  const admin = await makePerson(['admin']);
  const commander = await makePerson(['commander', 'responder', 'viewer']);
  await expect(inviteUser(commander, { email: 'x@example.com', name: 'X', roles: ['viewer'] })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(inviteUser(admin, { email: commander.email, name: 'X', roles: ['viewer'] })).rejects.toMatchObject({ code: 'conflict' });
});

test('a link for a new password voids the earlier one, ends the sessions, and runs out', async () => {
  const admin = await makePerson(['admin']);
  const invited = await inviteUser(admin, { email: 'cy@example.com', name: 'Cy', roles: ['viewer'] });
  await acceptInvite({ token: tokenOf(invited.path), name: 'Cy', password: 'first password of cy' }, 'test');
  const { sessionId } = await signInWithPassword({ email: 'cy@example.com', password: 'first password of cy' }, from);
  const first = await createSignInLink(admin, { id: invited.userId });
  const second = await createSignInLink(admin, { id: invited.userId });
  expect(await getSignInLink({ token: tokenOf(first.path) })).toBeNull();
  await acceptInvite({ token: tokenOf(second.path), name: 'Cy', password: 'second password of cy' }, 'test');
  expect((await db().session.findUniqueOrThrow({ where: { id: sessionId } })).revokedAt).not.toBeNull();
  const third = await createSignInLink(admin, { id: invited.userId });
  await db().signInLink.updateMany({ where: { userId: invited.userId, usedAt: null }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  await expect(acceptInvite({ token: tokenOf(third.path), name: 'Cy', password: 'third password of cy' }, 'test')).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('roles change, are recorded, and not without need or right', async () => {
  const admin = await makePerson(['admin']);
  const person = await makePerson(['viewer']);
  await expect(changeRoles(person, { id: person.userId, roles: ['admin'] })).rejects.toMatchObject({ code: 'forbidden' });
  await changeRoles(admin, { id: person.userId, roles: ['responder', 'viewer'] });
  await expect(changeRoles(admin, { id: person.userId, roles: ['viewer', 'responder'] })).rejects.toMatchObject({ code: 'conflict' });
  expect(await auditOf(person.userId)).toEqual([
    { action: 'roles_changed', actorName: admin.actor.name, data: { from: ['viewer'], to: ['responder', 'viewer'] } },
  ]);
});

test('two admins cannot remove each other at the same moment, and who cannot sign in does not count as one', async () => {
  await db().user.updateMany({ data: { roles: ['viewer'] } });
  await makePerson(['admin'], { passwordHash: null });
  const [one, two] = [await makePerson(['admin']), await makePerson(['admin'])];
  for (let round = 0; round < 5; round++) {
    await db().user.updateMany({ where: { id: { in: [one.userId, two.userId] } }, data: { roles: ['admin'], disabledAt: null } });
    const outcomes = await Promise.allSettled([
      changeRoles(one, { id: two.userId, roles: ['viewer'] }),
      round % 2 ? disableUser(two, { id: one.userId }) : changeRoles(two, { id: one.userId, roles: ['viewer'] }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db().user.count({ where: { roles: { has: 'admin' }, disabledAt: null, passwordHash: { not: null } } })).toBe(1);
  }
});

test('disabling ends sessions and links; enabling lets them in again', async () => {
  const admin = await makePerson(['admin']);
  const link = await inviteUser(admin, { email: 'di@example.com', name: 'Di', roles: ['viewer'] });
  await acceptInvite({ token: tokenOf(link.path), name: 'Di', password: 'password of di 12' }, 'test');
  const signIn = () => signInWithPassword({ email: 'di@example.com', password: 'password of di 12' }, from);
  const { sessionId } = await signIn();
  const open = await createSignInLink(admin, { id: link.userId });
  await expect(disableUser(await makePerson(['commander']), { id: link.userId })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(disableUser(admin, { id: admin.userId })).rejects.toMatchObject({ code: 'conflict' });
  await disableUser(admin, { id: link.userId });
  await expect(disableUser(admin, { id: link.userId })).rejects.toMatchObject({ code: 'conflict' });
  await expect(signIn()).rejects.toMatchObject({ code: 'forbidden' });
  expect(await getSignInLink({ token: tokenOf(open.path) })).toBeNull();
  await enableUser(admin, { id: link.userId });
  await expect(enableUser(admin, { id: link.userId })).rejects.toMatchObject({ code: 'conflict' });
  expect((await db().session.findUniqueOrThrow({ where: { id: sessionId } })).revokedAt).not.toBeNull();
  await signIn();
  expect(await actions(link.userId)).toEqual(['user_invited', 'invite_accepted', 'sign_in_link_created', 'user_disabled', 'user_enabled']);
});

test('a password is changed by who knows it, and the other browsers are signed out', async () => {
  const { hashPassword } = await import('@/lib/password');
  const person = await makePerson(['viewer'], { passwordHash: await hashPassword('the old password') });
  const here = await signInWithPassword({ email: person.email, password: 'the old password' }, from);
  const there = await signInWithPassword({ email: person.email, password: 'the old password' }, from);
  const ctx = { ...person, sessionId: here.sessionId };
  await expect(changePassword(ctx, { current: 'a wrong password', password: 'the new password' })).rejects.toMatchObject({
    code: 'invalid',
  });
  await expect(changePassword(ctx, { current: 'the old password', password: 'the old password' })).rejects.toMatchObject({
    code: 'invalid',
  });
  expect(await changePassword(ctx, { current: 'the old password', password: 'the new password' })).toEqual({ signedOut: 1 });
  await expect(signInWithPassword({ email: person.email, password: 'the old password' }, from)).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  const rows = await db().session.findMany({ where: { userId: person.userId, revokedAt: null } });
  expect(rows.map((row) => row.id)).toEqual([here.sessionId]);
  expect(there.sessionId).not.toBe(here.sessionId);
});

test('the list tells who is here, invited and disabled', async () => {
  const admin = await makePerson(['admin'], { name: 'Aaron' });
  const link = await inviteUser(admin, { email: 'zed@example.com', name: 'Zed', roles: ['viewer'] });
  const users = await listUsers(admin);
  expect(users.find((user) => user.id === admin.userId)).toMatchObject({ state: 'active', signsInBy: ['password'], sessions: 0 });
  expect(users.find((user) => user.id === link.userId)).toMatchObject({ state: 'invited', signsInBy: [], roles: ['viewer'] });
  await disableUser(admin, { id: link.userId });
  expect((await listUsers(admin)).at(-1)?.state).toBe('disabled');
  await expect(listUsers(await makePerson(['viewer', 'responder', 'commander']))).rejects.toMatchObject({ code: 'forbidden' });
});
