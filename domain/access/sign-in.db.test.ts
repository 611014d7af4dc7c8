import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { hashPassword } from '@/lib/password';
import { auditOf, makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { inviteUser } from './invite-user';
import { type Identity, signInWithOidc } from './sign-in-with-oidc';
import { signInWithPassword } from './sign-in-with-password';

useTestDatabase();
const password = 'a dozen blue herons';
const from = (address: string | null = '192.0.2.1') => ({ address, userAgent: 'Firefox', requestId: 'test' });

beforeEach(async () => {
  await db().signInFailure.deleteMany();
});

async function person(email: string) {
  return makePerson(['viewer'], { email, passwordHash: await hashPassword(password) });
}

describe('by password', () => {
  test('opens a recorded session', async () => {
    const { userId } = await person('ana@example.com');
    const { sessionId } = await signInWithPassword({ email: 'ana@example.com', password }, from());
    expect(await db().session.findUniqueOrThrow({ where: { id: sessionId } })).toMatchObject({
      userId,
      address: '192.0.2.1',
      userAgent: 'Firefox',
      revokedAt: null,
    });
    expect(await auditOf(sessionId)).toMatchObject([{ action: 'signed_in', data: { by: 'password', address: '192.0.2.1' } }]);
  });

  test('an é typed on another keyboard is the same é', async () => {
    await makePerson(['viewer'], { email: 'rene@example.com', passwordHash: await hashPassword('café au lait, caf\u00e9') });
    await signInWithPassword({ email: 'rene@example.com', password: 'cafe\u0301 au lait, cafe\u0301' }, from());
  });

  test('answers the unknown, the wrong and the invited alike', async () => {
    await person('bo@example.com');
    await makePerson(['viewer'], { email: 'invited@example.com', passwordHash: null });
    const refusals = await Promise.all(
      ['bo@example.com', 'nobody@example.com', 'invited@example.com'].map((email) =>
        signInWithPassword({ email, password: 'not the password' }, from()).catch((error: Error) => error),
      ),
    );
    expect(new Set(refusals.map((refusal) => (refusal as Error).message)).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: 'unauthenticated' });
  });

  test('five wrong tries, even all at once, make the account wait, the right password included; another account does not', async () => {
    await person('cy@example.com');
    await person('di@example.com');
    const wrong = () => signInWithPassword({ email: 'cy@example.com', password: 'not the password' }, from('192.0.2.9'));
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, wrong));
    const codes = outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason.code).sort();
    expect(codes).toEqual([...Array(5).fill('unauthenticated'), ...Array(7).fill('unavailable')]);
    await expect(signInWithPassword({ email: 'cy@example.com', password }, from('203.0.113.5'))).rejects.toThrow(
      /Try again in \d+ seconds, at \d\d:\d\d:\d\d UTC/,
    );
    await signInWithPassword({ email: 'di@example.com', password }, from('192.0.2.9'));
  });

  test('a right password starts the count anew', async () => {
    await person('ed@example.com');
    for (let round = 0; round < 3; round++) {
      for (let wrong = 0; wrong < 4; wrong++)
        await expect(signInWithPassword({ email: 'ed@example.com', password: 'wrong' }, from(null))).rejects.toMatchObject({
          code: 'unauthenticated',
        });
      await signInWithPassword({ email: 'ed@example.com', password }, from(null));
    }
  });

  test('twenty wrong tries from one address make it wait, whatever the accounts; own successes do not clear it', async () => {
    await person('flo@example.com');
    for (let n = 0; n < 20; n++) {
      await signInWithPassword({ email: `guess${n}@example.com`, password: 'wrong' }, from('2001:db8::1')).catch(() => {});
      if (n % 5 === 0) await signInWithPassword({ email: 'flo@example.com', password }, from('2001:db8::1'));
    }
    await expect(signInWithPassword({ email: 'flo@example.com', password }, from('2001:db8::2'))).rejects.toMatchObject({
      code: 'unavailable',
    });
    await signInWithPassword({ email: 'flo@example.com', password }, from('2001:db8:0:9::1'));
  });

  test('what was typed as e-mail is not kept in clear', async () => {
    await signInWithPassword({ email: 'oops-my-password@example.com', password: 'wrong' }, from()).catch(() => {});
    const rows = await db().signInFailure.findMany();
    expect(rows.length).toBe(2);
    expect(JSON.stringify(rows.map((row) => row.key))).not.toContain('oops');
  });
});

describe('by an identity provider', () => {
  const identity = (facts: Partial<Identity>): Identity => ({
    issuer: 'https://idp.example',
    subject: 'subject',
    email: null,
    emailVerified: false,
    name: null,
    ...facts,
  });

  test('a new subject in two tabs at once becomes one viewer, and stays them', async () => {
    const gus = identity({ subject: 'gus', email: 'gus@example.com', emailVerified: true, name: 'Gus' });
    const [one, two] = await Promise.all([signInWithOidc(gus, from()), signInWithOidc(gus, from())]);
    expect(one.userId).toBe(two.userId);
    expect(await db().user.findUniqueOrThrow({ where: { id: one.userId } })).toMatchObject({
      email: 'gus@example.com',
      name: 'Gus',
      roles: ['viewer'],
      passwordHash: null,
    });
    const again = await signInWithOidc({ ...gus, email: 'renamed@example.com' }, from());
    expect(again.userId).toBe(one.userId);
    expect((await auditOf(one.userId)).map((entry) => entry.action)).toEqual(['user_created']);
    expect(await auditOf(again.sessionId)).toMatchObject([{ action: 'signed_in', data: { by: 'oidc' } }]);
  });

  test.each([
    ['Eve\r\nBcc: all@example.com', 'Eve Bcc: all@example.com'],
    ['\u202eevE\u0000 \u200b', 'evE'],
    ['\u200b', 'seen@example.com'],
  ])('of the name %j what can be seen is taken', async (name, seen) => {
    const { userId } = await signInWithOidc(identity({ subject: seen, email: 'seen@example.com', emailVerified: true, name }), from());
    expect((await db().user.findUniqueOrThrow({ where: { id: userId } })).name).toBe(seen);
    await db().oidcIdentity.deleteMany({ where: { userId } });
    await db().user.update({ where: { id: userId }, data: { email: `${userId}@example.com` } });
  });

  test('the invited are recognised by a verified address, keep their roles, and their link is void', async () => {
    const link = await inviteUser(await makePerson(['admin']), {
      email: 'hal@example.com',
      name: 'Hal',
      roles: ['responder', 'commander'],
    });
    await expect(signInWithOidc(identity({ subject: 'eve', email: 'hal@example.com' }), from())).rejects.toMatchObject({
      code: 'forbidden',
    });
    const { userId } = await signInWithOidc(identity({ subject: 'hal', email: 'hal@example.com', emailVerified: true }), from());
    expect(userId).toBe(link.userId);
    expect(await db().user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({ roles: ['responder', 'commander'] });
    expect(await db().signInLink.count({ where: { userId, usedAt: null } })).toBe(0);
    await expect(
      signInWithOidc(identity({ subject: 'other', email: 'hal@example.com', emailVerified: true }), from()),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('refuses the disabled, and who brings no address; leaves nothing behind', async () => {
    const { userId } = await signInWithOidc(identity({ subject: 'ivy', email: 'ivy@example.com', emailVerified: true }), from());
    await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    await expect(signInWithOidc(identity({ subject: 'ivy' }), from())).rejects.toMatchObject({ code: 'forbidden' });
    const users = await db().user.count();
    await expect(signInWithOidc(identity({ subject: 'nameless' }), from())).rejects.toMatchObject({ code: 'forbidden' });
    expect(await db().user.count()).toBe(users);
    expect(await db().session.count({ where: { userId } })).toBe(1);
  });

  test('nobody takes over an account with a password by an address that is not verified, nor sits on a free one', async () => {
    const { userId } = await person('pat@example.com');
    const users = await db().user.count();
    for (const email of ['pat@example.com', 'free@example.com'])
      await expect(signInWithOidc(identity({ subject: 'mallory', email }), from())).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('verified'),
      });
    expect(await db().user.count()).toBe(users);
    expect(await db().oidcIdentity.count({ where: { userId } })).toBe(0);
    const joined = await signInWithOidc(identity({ subject: 'pat', email: 'pat@example.com', emailVerified: true }), from());
    expect(joined.userId).toBe(userId);
    expect((await auditOf(userId)).map(({ action }) => action)).toEqual(['identity_linked']);
  });

  test('the first of all is a viewer too', async () => {
    const { userId } = await signInWithOidc(identity({ subject: 'first', email: 'admin@example.com', emailVerified: true }), from());
    expect((await db().user.findUniqueOrThrow({ where: { id: userId } })).roles).toEqual(['viewer']);
  });
});
