import type { AuthOptions, User } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { OIDC_REFUSALS } from '@/domain/access/rules';
import { SignIn } from '@/domain/access/schema';
import { signInWithOidc } from '@/domain/access/sign-in-with-oidc';
import { signInWithPassword } from '@/domain/access/sign-in-with-password';
import { type Origin, SESSION_DAYS } from '@/domain/access/start-session';
import { DomainError } from '@/domain/errors';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { authSecret, cookieName, sessionCookie } from './cookie';
import { identityFromClaims, OIDC, oidcProvider } from './oidc';

export const PASSWORD = 'password';
const DAY_SECONDS = 86_400;
const FLOW_SECONDS = 15 * 60;

/** next-auth's idea of a user, with the id of the session that the sign-in opened. */
type SignedIn = User & { sessionId?: string };

/** Tells where the request at hand comes from. */
type OriginOf = () => Promise<Origin>;

/** How next-auth signs people in here. Its token carries nothing but the id of our session row. */
export function authOptions(originOf: OriginOf): AuthOptions {
  trustFrontDoor();
  const oidc = oidcProvider();
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * DAY_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [passwordProvider(originOf), ...(oidc ? [oidc] : [])],
    cookies: cookieOptions(),
    callbacks: {
      signIn: ({ user, account, profile }) =>
        account?.provider === OIDC ? admitByOidc(user, profile as Record<string, unknown>, originOf) : true,
      jwt: ({ token, user }) => ({ sid: user ? (user as SignedIn).sessionId : token.sid }),
    },
    logger: {
      error: (code, metadata) => log.warn({ code, error: messageOf(metadata) }, 'sign-in failed'),
      warn: (code) => log.debug({ code }, 'next-auth warns'),
      debug: () => {},
    },
  };
}

const passwordProvider = (originOf: OriginOf) =>
  Credentials({
    id: PASSWORD,
    credentials: { email: {}, password: {} },
    async authorize(given): Promise<SignedIn> {
      const parsed = SignIn.safeParse({ email: given?.email, password: given?.password });
      if (!parsed.success) throw new Error('invalid: Type your e-mail address and your password.');
      try {
        const { userId, sessionId } = await signInWithPassword(parsed.data, await originOf());
        return { id: userId, sessionId };
      } catch (error) {
        // The library carries only a message out of here.
        if (error instanceof DomainError) throw new Error(`${error.code}: ${error.message}`);
        log.error({ error: messageOf(error) }, 'sign-in broke');
        throw new Error('sign-in broke');
      }
    },
  });

async function admitByOidc(user: SignedIn, claims: Record<string, unknown>, originOf: OriginOf): Promise<true | string> {
  try {
    user.sessionId = (await signInWithOidc(identityFromClaims(claims), await originOf())).sessionId;
    return true;
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'sign-in by the identity provider refused');
    return `/sign-in?error=${refusalName(error)}`;
  }
}

/** Which of the sign-in page's sentences it is; free text in an address would let others write on our page. */
function refusalName(error: unknown): string {
  const known = Object.entries(OIDC_REFUSALS).find(([, message]) => error instanceof DomainError && error.message === message);
  return known ? known[0] : 'Callback';
}

/** What the identity provider's answer is tied to comes back from another site, so only the CSRF token can be strict. */
function cookieOptions(): AuthOptions['cookies'] {
  const options = sessionCookie();
  const flow = { ...options, maxAge: FLOW_SECONDS };
  return {
    sessionToken: { name: cookieName('session'), options },
    callbackUrl: { name: cookieName('return'), options },
    csrfToken: { name: cookieName('csrf'), options: { ...options, sameSite: 'strict' } },
    pkceCodeVerifier: { name: cookieName('pkce'), options: flow },
    state: { name: cookieName('state'), options: flow },
    nonce: { name: cookieName('nonce'), options: flow },
  };
}

/** Without PUBLIC_URL the address is the one the browser asked for, as the front door forwards it. */
function trustFrontDoor(): void {
  const { PUBLIC_URL } = env();
  if (PUBLIC_URL) process.env.NEXTAUTH_URL = new URL('/api/auth', PUBLIC_URL).href;
  else process.env.AUTH_TRUST_HOST = 'true';
}

function messageOf(thrown: unknown): string {
  const inner = thrown instanceof Error ? thrown : (thrown as { error?: unknown } | null)?.error;
  return inner instanceof Error ? inner.message : 'unknown';
}
