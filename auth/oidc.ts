import type { OAuthConfig } from 'next-auth/providers/oauth';
import { EmailAddress } from '@/domain/access/schema';
import type { Identity } from '@/domain/access/sign-in-with-oidc';
import { env } from '@/lib/env';

export const OIDC = 'oidc';
const DISCOVERY_MS = 5_000;

type Claims = Record<string, unknown>;

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null);

const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]+/gu;
const seen = (value: unknown): string | null => text(typeof value === 'string' ? value.replace(UNSEEN, '') : value);

/** Some issuers send it as a string, some not at all: then the admin's word counts. */
const isVerified = (said: unknown, trusted: boolean): boolean => said === true || said === 'true' || ((said ?? null) === null && trusted);

/** The identity that an issuer's verified claims state. `trusted`: an address of which nothing is said counts as verified. */
export function identityFromClaims(claims: Claims, trusted = env().OIDC_TRUST_EMAIL === 'on'): Identity {
  const subject = text(claims.sub);
  const issuer = text(claims.iss);
  if (!subject || !issuer) throw new Error('the identity provider sent no subject or issuer');
  return {
    issuer,
    subject,
    email: EmailAddress.safeParse(claims.email).data ?? null,
    emailVerified: isVerified(claims.email_verified, trusted),
    name: seen(claims.name) ?? seen(claims.preferred_username),
  };
}

/** What the id token says goes before what userinfo says; whether an address is verified is said by whoever named it. */
export function mergeClaims(token: Claims, userinfo: Claims): Claims {
  const { email, email_verified } = token.email === undefined ? userinfo : token;
  const verified = email_verified ?? (email === userinfo.email ? userinfo.email_verified : undefined);
  return { ...userinfo, ...token, email, email_verified: verified };
}

/** The configured identity provider, any that speaks OpenID Connect; null when none is. */
export function oidcProvider(): OAuthConfig<Claims> | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env();
  if (!issuer || !clientId || !clientSecret) return null;
  return {
    id: OIDC,
    name: new URL(issuer).hostname,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    httpOptions: { timeout: DISCOVERY_MS },
    userinfo: {
      // Many issuers put the e-mail address in the id token, others only here; the library checks that both speak of one subject.
      async request({ client, tokens }) {
        const claims = (tokens as { claims?: () => Claims }).claims?.() ?? {};
        const more: Claims = client.issuer.metadata.userinfo_endpoint
          ? await client.userinfo(tokens as Parameters<typeof client.userinfo>[0])
          : {};
        return { ...mergeClaims(claims, more), sub: String(claims.sub) };
      },
    },
    profile: (claims) => ({ id: String(claims.sub), email: text(claims.email) ?? undefined }),
  };
}

/** The name of the identity provider that people can sign in by, or null. */
export const oidcName = (): string | null => oidcProvider()?.name ?? null;
