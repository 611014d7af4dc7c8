import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import NextAuth from 'next-auth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { Browser } from '@/test/access/browser';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { type Forgery, type OidcIssuer, startOidcIssuer } from '@/test/oidc-issuer';
import { contextFromRequest } from './context-from-request';
import { identityFromClaims, mergeClaims } from './oidc';
import { authOptions } from './options';

useTestDatabase();

const people = [
  { login: 'gus', email: 'Gus@Example.com', emailVerified: true, name: 'Gus' },
  { login: 'hal', email: 'hal@example.com', emailVerified: true, name: 'Hal' },
  { login: 'eve', email: 'hal@example.com', emailVerified: false, name: 'Eve' },
  { login: 'una', email: 'una@example.com', emailVerified: false, name: 'Una' },
  { login: 'vic', email: 'vic@example.com', name: 'Vic' },
  { login: 'nameless' },
];
let front: Server;
let base: string;
let issuer: OidcIssuer;

beforeAll(async () => {
  front = createServer((request, response) => void answer(request as never, response as never));
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const client = { clientId: 'sitrep', clientSecret: 'a secret between the two' };
  issuer = await startOidcIssuer(people, { ...client, redirectUris: [`${base}/api/auth/callback/oidc`] });
  Object.assign(process.env, { OIDC_ISSUER: issuer.url, OIDC_CLIENT_ID: client.clientId, OIDC_CLIENT_SECRET: client.clientSecret });
});
afterAll(async () => {
  front.close();
  await issuer.close();
});

/** next-auth's own door for plain Node servers, with our options. */
async function answer(
  request: Parameters<typeof NextAuth>[0] & import('node:http').IncomingMessage,
  response: import('node:http').ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', base);
  if (!url.pathname.startsWith('/api/auth/')) return void response.end('console');
  let body = '';
  for await (const chunk of request) body += chunk;
  Object.assign(request, {
    query: { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split('/').slice(3) },
    body: Object.fromEntries(new URLSearchParams(body)),
    cookies: Object.fromEntries(
      (request.headers.cookie ?? '')
        .split('; ')
        .map((pair) => [pair.split('=')[0] ?? '', decodeURIComponent(pair.slice(pair.indexOf('=') + 1))]),
    ),
  });
  request.headers['x-forwarded-proto'] = 'http';
  Object.assign(response, {
    status: (code: number) => Object.assign(response, { statusCode: code }),
    json: (value: unknown) => response.end(JSON.stringify(value)),
    send: (value: unknown) => response.end(typeof value === 'string' ? value : JSON.stringify(value)),
  });
  await NextAuth(
    request as never,
    response as never,
    authOptions(async () => ({ address: '127.0.0.1', userAgent: 'test', requestId: 'test' })),
  );
}

/** Presses "Continue with", types a login at the issuer, and comes back. Gives the address where it ends. */
async function signIn(browser: Browser, login: string): Promise<string> {
  const { csrfToken } = JSON.parse((await browser.get(`${base}/api/auth/csrf`)).body);
  const atIssuer = await browser.post(`${base}/api/auth/signin/oidc`, { csrfToken, callbackUrl: '/incidents/7' });
  expect(atIssuer.url).toContain(`${issuer.url}/interaction/`);
  return (await browser.post(atIssuer.url, { login })).url.replace(base, '');
}

describe('a real issuer', () => {
  test('signs a newcomer in as viewer, on the page they were heading for, with a session that holds here', async () => {
    const browser = new Browser();
    expect(await signIn(browser, 'gus')).toBe('/incidents/7');
    const ctx = await contextFromRequest({ cookie: browser.cookieHeader(base), requestId: 'test' });
    expect(ctx).toMatchObject({ actor: { kind: 'user', name: 'Gus' }, roles: new Set(['viewer']) });
    expect(await db().user.findUniqueOrThrow({ where: { id: ctx?.actor.id ?? '' } })).toMatchObject({ email: 'gus@example.com' });
    expect(await db().oidcIdentity.findFirstOrThrow({ where: { subject: 'gus' } })).toMatchObject({
      issuer: issuer.url,
      userId: ctx?.actor.id,
    });
  });

  test('recognises the invited by their verified address alone', async () => {
    const invited = await makePerson(['responder'], { email: 'hal@example.com', name: 'Hal', passwordHash: null });
    expect(await signIn(new Browser(), 'eve')).toBe('/sign-in?error=EmailUnverified');
    const browser = new Browser();
    expect(await signIn(browser, 'hal')).toBe('/incidents/7');
    expect((await contextFromRequest({ cookie: browser.cookieHeader(base), requestId: 'test' }))?.actor.id).toBe(invited.userId);
  });

  test('an address that is not verified, or of which nothing is said, becomes nobody', async () => {
    for (const login of ['una', 'vic']) {
      const browser = new Browser();
      expect(await signIn(browser, login)).toBe('/sign-in?error=EmailUnverified');
      expect(browser.cookieHeader(base)).not.toMatch(/sitrep-session/);
      expect(await db().user.count({ where: { email: `${login}@example.com` } })).toBe(0);
    }
  });

  const forgeries: Forgery[] = [
    { claims: { iss: 'https://elsewhere.example' } },
    { claims: { aud: 'another' } },
    { claims: { aud: ['sitrep', 'another'] } },
    { claims: { nonce: 'of another sign-in' } },
    { claims: { nonce: undefined } },
    { claims: { exp: 1 } },
    { claims: { sub: 'gus' } },
    { signed: 'by another' },
    { signed: 'by nobody' },
  ];
  test.each(forgeries)('an id token with %j lets nobody in', async (forgery) => {
    issuer.forge(forgery);
    const browser = new Browser();
    expect(await signIn(browser, 'hal')).toContain('error=OAuthCallback');
    issuer.forge(null);
    expect(browser.cookieHeader(base)).not.toMatch(/sitrep-session/);
  });

  test('lets nobody in who is disabled, brings no address, or cancels', async () => {
    await db().user.update({ where: { email: 'gus@example.com' }, data: { disabledAt: new Date() } });
    for (const [login, error] of [
      ['gus', 'Disabled'],
      ['nameless', 'NoEmail'],
      ['', 'Callback'],
    ] as const) {
      const browser = new Browser();
      expect(await signIn(browser, login)).toContain(`error=${error}`);
      expect(await contextFromRequest({ cookie: browser.cookieHeader(base), requestId: 'test' })).toBeNull();
    }
  });

  test('an answer that another browser asked for is refused', async () => {
    const mine = new Browser();
    const { csrfToken } = JSON.parse((await mine.get(`${base}/api/auth/csrf`)).body);
    const atIssuer = await mine.post(`${base}/api/auth/signin/oidc`, { csrfToken, callbackUrl: '/' });
    const callback = await mine.post(atIssuer.url, { login: 'hal' }, { stopAt: `${base}/api/auth/callback/` });
    const theirs = new Browser();
    expect((await theirs.get(callback.url)).url).toContain('error=OAuthCallback');
    expect(theirs.cookieHeader(base)).not.toMatch(/session/);
  });

  test('a start without the token of our own page goes nowhere', async () => {
    expect((await new Browser().post(`${base}/api/auth/signin/oidc`, { callbackUrl: '/' })).url).toContain(`${base}/sign-in`);
  });
});

test.each([
  [
    { sub: 's', iss: 'i', email: ' A@B.org ', email_verified: 'true', name: ' ' },
    { subject: 's', issuer: 'i', email: 'a@b.org', emailVerified: true, name: null },
  ],
  [
    { sub: 's', iss: 'i', email_verified: 1, preferred_username: 'bo' },
    { subject: 's', issuer: 'i', email: null, emailVerified: false, name: 'bo' },
  ],
  [
    { sub: 's', iss: 'i', email: 'not an address', email_verified: true, name: 'A\u202edmin\u0000' },
    { subject: 's', issuer: 'i', email: null, emailVerified: true, name: 'Admin' },
  ],
])('the claims %j', (claims, identity) => expect(identityFromClaims(claims)).toEqual(identity));

test('claims without a subject are nobody', () => expect(() => identityFromClaims({ iss: 'i' })).toThrow('no subject'));

test.each([
  [true, false, true],
  ['true', false, true],
  [false, true, false],
  ['false', true, false],
  ['yes', true, false],
  [undefined, false, false],
  [null, true, true],
  [undefined, true, true],
])('email_verified %j, where silence is trusted %j, is %j', (said, trusted, verified) =>
  expect(identityFromClaims({ sub: 's', iss: 'i', email: 'a@b.org', email_verified: said }, trusted).emailVerified).toBe(verified),
);

const [mine, other] = ['me@example.com', 'other@example.com'];
test.each([
  [{}, { email: mine, email_verified: true }, { email: mine, email_verified: true }],
  [{ email: mine }, { email: mine, email_verified: true }, { email: mine, email_verified: true }],
  [
    { email: mine, email_verified: false },
    { email: mine, email_verified: true },
    { email: mine, email_verified: false },
  ],
  [{ email: other }, { email: mine, email_verified: true }, { email: other, email_verified: undefined }],
  [{ email_verified: true }, { email: other }, { email: other, email_verified: undefined }],
])('of id token %j and userinfo %j, an address keeps what is said of it', (token, userinfo, merged) =>
  expect(mergeClaims(token, userinfo)).toMatchObject(merged),
);
