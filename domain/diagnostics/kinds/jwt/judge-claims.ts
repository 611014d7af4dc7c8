import { type Concern, failing, warning } from '../concern';

/** Claims whose values say nothing of a person; of all others only what sort they are is kept. */
const SHOWN = new Set([
  'iss',
  'aud',
  'exp',
  'nbf',
  'iat',
  'auth_time',
  'azp',
  'client_id',
  'scope',
  'scp',
  'role',
  'roles',
  'groups',
  'permissions',
  'typ',
  'token_use',
  'tid',
  'ver',
  'alg',
  'kid',
  'cty',
]);
const FAR_AHEAD_SECONDS = 10 * 365 * 86_400;

function sortOf(value: unknown): string {
  if (typeof value === 'string') return `(text, ${value.length} characters)`;
  if (Array.isArray(value)) return `(list of ${value.length})`;
  return value === null ? '(null)' : `(${typeof value})`;
}

/** Claims as they may be stored and shown. */
export const shownClaims = (claims: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, SHOWN.has(name) || typeof value === 'boolean' ? value : sortOf(value)]),
  );

export type ClaimTimes = {
  issuedAt: string | null;
  notBefore: string | null;
  expiresAt: string | null;
  expired: boolean;
  expiresInSeconds: number | null;
  ageSeconds: number | null;
};

const instant = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8.64e12 ? value : null;
const asIso = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1_000).toISOString());
const ago = (seconds: number) => `${Math.round(seconds)} s`;

/** When a token holds, and what its claims say against it. Pure; takes the clock. */
export function judgeClaims(
  claims: Record<string, unknown>,
  of: { toleranceMs: number; issuer?: string; audience?: string },
  nowMs: number,
): { times: ClaimTimes; problems: Concern[] } {
  const [exp, nbf, iat] = [instant(claims.exp), instant(claims.nbf), instant(claims.iat)];
  const now = nowMs / 1_000;
  const tolerance = of.toleranceMs / 1_000;
  const expired = exp !== null && now - tolerance >= exp;
  const problems: Concern[] = [];
  for (const name of ['exp', 'nbf', 'iat']) {
    const value = claims[name];
    if (value !== undefined && instant(value) === null) problems.push(failing(`${name}_format`, `${name} is not a time in seconds`));
    else if (typeof value === 'number' && value > now + FAR_AHEAD_SECONDS)
      problems.push(warning(`${name}_unit`, `${name} lies far in the future: it may be in milliseconds`));
  }
  if (expired) problems.push(failing('expired', `it expired ${ago(now - exp)} ago`));
  if (claims.exp === undefined) problems.push(warning('never_expires', 'it never expires: it has no exp'));
  if (nbf !== null && now + tolerance < nbf)
    problems.push(failing('not_yet_valid', `it is valid only in ${ago(nbf - now)}: compare the clocks`));
  if (iat !== null && now + tolerance < iat)
    problems.push(failing('issued_in_future', `it was issued ${ago(iat - now)} from now: compare the clocks`));
  if (of.issuer !== undefined && claims.iss !== of.issuer)
    problems.push(failing('issuer', `its issuer is ${JSON.stringify(claims.iss ?? null)}, not ${of.issuer}`));
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  if (of.audience !== undefined && !audiences.includes(of.audience)) problems.push(failing('audience', `it is not for ${of.audience}`));
  const times = {
    issuedAt: asIso(iat),
    notBefore: asIso(nbf),
    expiresAt: asIso(exp),
    expired,
    expiresInSeconds: exp === null ? null : Math.round(exp - now),
    ageSeconds: iat === null ? null : Math.round(now - iat),
  };
  return { times, problems };
}
