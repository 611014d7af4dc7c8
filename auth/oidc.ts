import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { Identity } from '@/domain/access/sign-in-with-oidc';
import { env } from '@/lib/env';

export const OIDC = 'oidc';
const DISCOVERY_MS = 5_000;

type Claims = Record<string, unknown>;

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null);

/** The identity that an issuer's verified claims state. Some issuers send email_verified as a string. */
export function identityFromClaims(claims: Claims): Identity {
  const subject = text(claims.sub);
  const issuer = text(claims.iss);
  if (!subject || !issuer) throw new Error('the identity provider sent no subject or issuer');
  return {
    issuer,
    subject,
    email: text(claims.email)?.toLowerCase() ?? null,
    emailVerified: claims.email_verified === true || claims.email_verified === 'true',
    name: text(claims.name) ?? text(claims.preferred_username),
  };
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
        return { ...more, ...claims, sub: String(claims.sub) };
      },
    },
    profile: (claims) => ({ id: String(claims.sub), email: text(claims.email) ?? undefined }),
  };
}

/** The name of the identity provider that people can sign in by, or null. */
export const oidcName = (): string | null => oidcProvider()?.name ?? null;
