import { createHash } from 'node:crypto';
import { env } from '@/lib/env';

/** The secret that session cookies are sealed with. */
export function authSecret(): string {
  const secret = env().SITREP_SECRET;
  if (!secret) throw new Error('SITREP_SECRET is not set; `npm start` makes one and keeps it in DATA_DIR');
  return secret;
}

const secureCookies = (): boolean => env().PUBLIC_URL?.startsWith('https://') ?? false;

/**
 * The cookie's name. Browsers share cookies between ports of one host, so two consoles on one machine need two names;
 * __Host- keeps a neighbouring host or plain HTTP from planting one.
 */
export function cookieName(use: 'session' | 'csrf' | 'return' | 'pkce' | 'state' | 'nonce'): string {
  const console = createHash('sha256').update(`cookie ${authSecret()}`).digest('hex').slice(0, 8);
  return `${secureCookies() ? '__Host-' : ''}sitrep-${use}-${console}`;
}

/** How the session cookie is set. It has to be lax, or a link from chat would open signed out; every write also has its Origin checked. */
export const sessionCookie = () => ({ httpOnly: true, path: '/', secure: secureCookies(), sameSite: 'lax' }) as const;

/** The value of one cookie in a Cookie header. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
