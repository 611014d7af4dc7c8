import { createHmac, timingSafeEqual } from 'node:crypto';

/** `exp`, `nbf` and `iat` are seconds since 1970. */
export type Claims = { sub: string; exp: number; nbf: number; iat: number; use: 'access' | 'refresh' };
export type Refusal =
  | 'missing_bearer'
  | 'malformed'
  | 'unsupported_algorithm'
  | 'bad_signature'
  | 'token_expired'
  | 'not_yet_valid'
  | 'wrong_use';
export type Checked = { valid: true; claims: Claims } | { valid: false; reason: Refusal; detail: string };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = (signed: string, secret: string) => createHmac('sha256', secret).update(signed).digest();

/** A JWT signed with HS256. */
export function signToken(claims: Claims, secret: string): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${signature(signed, secret).toString('base64url')}`;
}

function decode(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const refuse = (reason: Refusal, detail: string): Checked => ({ valid: false, reason, detail });

function checkTimes(claims: Claims, at: { now: Date; toleranceSeconds: number }): Checked {
  const now = Math.floor(at.now.getTime() / 1000);
  if (now > claims.exp + at.toleranceSeconds) return refuse('token_expired', `expired ${now - claims.exp} s ago by this server's clock`);
  if (now < claims.nbf - at.toleranceSeconds) return refuse('not_yet_valid', `valid in ${claims.nbf - now} s by this server's clock`);
  return { valid: true, claims };
}

/** Checks form, algorithm, signature and times, in this order; the first that is wrong is the reason. */
export function checkToken(token: string, secret: string, at: { now: Date; toleranceSeconds: number }): Checked {
  const [head = '', body = '', sign = '', ...rest] = token.split('.');
  const header = decode(head);
  const claims = decode(body) as Claims | null;
  if (!header || !claims || !sign || rest.length > 0) return refuse('malformed', 'not three parts of base64url JSON joined by dots');
  if (header.alg !== 'HS256') return refuse('unsupported_algorithm', `algorithm ${String(header.alg)} is not accepted`);
  const expected = signature(`${head}.${body}`, secret);
  const given = Buffer.from(sign, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return refuse('bad_signature', 'not signed with the key in use');
  if (typeof claims.exp !== 'number' || typeof claims.nbf !== 'number') return refuse('malformed', 'exp and nbf must be numbers');
  return checkTimes(claims, at);
}
