import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import Provider from 'oidc-provider';

const SECONDS = 600;

/** Someone the issuer knows; `login` is what they type there. */
export type OidcPerson = { login: string; email?: string; emailVerified?: boolean; name?: string };

export type OidcClient = { clientId: string; clientSecret: string; redirectUris: string[] };

/** What is changed in each id token before it is given out: claims (undefined: left out), and by what it is signed. */
export type Forgery = { claims?: Record<string, unknown>; signed?: 'by another' | 'by nobody' };

export type OidcIssuer = { url: string; close: () => Promise<void>; forge: (forgery: Forgery | null) => void };

/**
 * A real OpenID provider on loopback with one client. It asks only for a login name, needs PKCE, and releases the e-mail address
 * at its userinfo endpoint alone, as the standard has it.
 */
export async function startOidcIssuer(people: OidcPerson[], client: OidcClient, port = 0): Promise<OidcIssuer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = makeKey();
  const provider = new Provider(url, configuration(people, client, key));
  let forgery: Forgery | null = null;
  provider.use(async (context, next) => {
    await next();
    if (forgery && context.body?.id_token) context.body.id_token = await forged(context.body.id_token, key, forgery);
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) void interact(provider, request, response);
    else answer(request, response);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url,
    close,
    forge: (wanted) => {
      forgery = wanted;
    },
  };
}

const makeKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

async function forged(token: string, key: KeyObject, { claims, signed }: Forgery): Promise<string> {
  const changed = { ...decodeJwt(token), ...claims };
  if (signed === 'by nobody') return new UnsecuredJWT(changed).encode();
  const { kid } = decodeProtectedHeader(token);
  return new SignJWT(changed).setProtectedHeader({ alg: 'RS256', kid }).sign(signed ? makeKey() : key);
}

function configuration(people: OidcPerson[], client: OidcClient, key: KeyObject) {
  const claimsOf = (login: string) => {
    const person = people.find((one) => one.login === login);
    return { sub: login, email: person?.email, email_verified: person?.emailVerified, name: person?.name };
  };
  return {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: client.redirectUris }],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: SECONDS, Grant: SECONDS, IdToken: SECONDS, Interaction: SECONDS, Session: SECONDS },
    pkce: { required: () => true },
    findAccount: async (_ctx: unknown, login: string) =>
      people.some((one) => one.login === login) ? { accountId: login, claims: async () => claimsOf(login) } : undefined,
    // Consent is given: what is tested is on our side.
    loadExistingGrant: async (ctx: { oidc: Oidc }) => {
      const { provider, session, client: asking } = ctx.oidc;
      const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

type Oidc = { provider: Provider; session: { accountId: string }; client: { clientId: string } };

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'POST') {
    let body = '';
    for await (const chunk of request) body += chunk;
    const login = new URLSearchParams(body).get('login') ?? '';
    const result = login ? { login: { accountId: login } } : { error: 'access_denied', error_description: 'they pressed cancel' };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(
    '<!doctype html><html lang="en"><title>Identity provider</title><form method="post"><label>Login <input name="login"></label><button>Continue</button></form></html>',
  );
}
