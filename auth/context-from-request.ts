import { decode } from 'next-auth/jwt';
import { secretHash } from '@/domain/access/secrets';
import type { Context } from '@/domain/context';
import { authSecret, cookieName, readCookie } from './cookie';
import { keyStanding, sessionStanding } from './standing';

/** What a request carries of its sender. `cookie` and `authorization` are the raw headers. */
export type Credentials = { cookie?: string | undefined; authorization?: string | undefined; requestId: string };

const SECRET_MAX_CHARS = 512;

/**
 * Who asks: by `Authorization: Bearer KEY`, else by the session cookie. Null when neither holds; a bad key is not rescued
 * by a good cookie. At most 2 s behind a revocation.
 */
export async function contextFromRequest({ cookie, authorization, requestId }: Credentials): Promise<Context | null> {
  if (authorization !== undefined) return contextOfKey(authorization, requestId);
  const sessionId = await sessionIdFromCookie(cookie);
  const user = sessionId && (await sessionStanding(sessionId));
  if (!user) return null;
  return { actor: { kind: 'user', id: user.id, name: user.name }, roles: user.roles, requestId, sessionId };
}

/**
 * The context with the roles of now, or null when the session or key behind it no longer stands; for streams that outlive
 * their request. At most 2 s old.
 */
export async function contextNow(ctx: Context): Promise<Context | null> {
  if (ctx.actor.kind === 'system') return ctx;
  const standing = ctx.sessionId ? await sessionStanding(ctx.sessionId) : ctx.actor.id && (await keyStanding({ id: ctx.actor.id }));
  return standing ? { ...ctx, roles: standing.roles } : null;
}

async function contextOfKey(authorization: string, requestId: string): Promise<Context | null> {
  const secret = /^bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (!secret || secret.length > SECRET_MAX_CHARS) return null;
  const key = await keyStanding({ secretHash: secretHash(secret) });
  if (!key) return null;
  return { actor: { kind: 'api_key', id: key.id, name: key.name }, roles: key.roles, requestId };
}

/** Opening a cookie takes longer than all the rest: what was in it is remembered, until it expires. Whether the session stands is asked each time. */
const opened = new Map<string, { sid: string; expiresAtMs: number }>();
const OPENED_MAX = 1_000;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function sessionIdFromCookie(cookie: string | undefined): Promise<string | null> {
  const token = readCookie(cookie, cookieName('session'));
  if (!token) return null;
  const known = opened.get(token);
  if (known && known.expiresAtMs > Date.now()) return known.sid;
  try {
    const claims = await decode({ token, secret: authSecret() });
    if (typeof claims?.sid !== 'string' || !UUID.test(claims.sid)) return null;
    if (opened.size >= OPENED_MAX) opened.clear();
    if (typeof claims.exp === 'number') opened.set(token, { sid: claims.sid, expiresAtMs: claims.exp * 1000 });
    return claims.sid;
  } catch {
    // Sealed with another secret, altered, or expired: simply not signed in.
    return null;
  }
}
