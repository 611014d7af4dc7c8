import { parseDuration } from '../durations';
import type { Block } from '../schema';
import { type BodyProblem, isProblem } from './body-lines';
import { readDirectives, wordsOf } from './directives';
import { IN_BRACES, type KindFormat } from './kind-format';

/** Where the key comes from that a token's signature is checked with. */
export type JwtKey =
  | { from: 'secret'; encoding: 'text' | 'base64' | 'hex' }
  | { from: 'jwks'; path: string }
  | { from: 'key'; file: string };

export type JwtBody = {
  /** The name of the secret input, and whether it holds a whole Authorization header. */
  input: string;
  isHeader: boolean;
  key: JwtKey | null;
  algorithms?: string[];
  toleranceMs: number;
  issuer?: string;
  audience?: string;
};

export const SYMMETRIC = ['HS256', 'HS384', 'HS512'];
export const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
const ENCODINGS = ['text', 'base64', 'hex'];
const MOST_TOLERANCE_MS = 3_600_000;

const ONE = { least: 1, most: 1 };
const SHAPES = {
  token: ONE,
  header: ONE,
  secret: { least: 0, most: 1 },
  jwks: ONE,
  key: ONE,
  algorithms: { least: 1, most: 12 },
  tolerance: ONE,
  issuer: ONE,
  audience: ONE,
};

function readKey(secret: string[] | undefined, jwks: string[] | undefined, key: string[] | undefined): JwtKey | null | BodyProblem {
  if ([secret, jwks, key].filter(Boolean).length > 1) return { problem: 'a signature is checked with one of secret, jwks and key' };
  const encoding = secret?.[0] ?? 'text';
  if (!ENCODINGS.includes(encoding)) return { problem: `secret is written as ${ENCODINGS.join(', ')}, not ${encoding}` };
  if (secret) return { from: 'secret', encoding: encoding as 'text' };
  if (jwks?.[0])
    return /^\/(?!\/)[^{}]*$/.test(jwks[0])
      ? { from: 'jwks', path: jwks[0] }
      : { problem: 'jwks takes a path of the target, such as /.well-known/jwks.json' };
  return key?.[0] ? { from: 'key', file: key[0] } : null;
}

function readTolerance(text: string | undefined): number | null {
  const ms = text === undefined ? 0 : parseDuration(text);
  return ms !== null && ms <= MOST_TOLERANCE_MS ? ms : null;
}

/** Which input is the token, and how it is checked. The input must be of the type secret, so that it is stored nowhere. */
export function readJwt(body: string, { inputs }: Pick<Block, 'inputs'>): JwtBody | BodyProblem {
  const read = readDirectives(body, SHAPES);
  if (isProblem(read)) return read;
  const [token, header] = [wordsOf(read.token), wordsOf(read.header)];
  if ((token === undefined) === (header === undefined))
    return { problem: 'write token {name}, or header {name} for a whole Authorization header' };
  const name = /^\{([a-z][a-z0-9_]*)\}$/.exec((token ?? header)?.[0] ?? '')?.[1];
  if (!name) return { problem: 'a token is never written into a runbook: name an input, such as {token}' };
  if (inputs.find((spec) => spec.name === name)?.type !== 'secret')
    return { problem: `the input ${name} must be of the type secret, so that the token is stored nowhere` };
  const key = readKey(wordsOf(read.secret), wordsOf(read.jwks), wordsOf(read.key));
  if (key && isProblem(key)) return key;
  const algorithms = wordsOf(read.algorithms);
  const unknown = algorithms?.find((each) => ![...SYMMETRIC, ...ASYMMETRIC].includes(each));
  if (unknown) return { problem: `${unknown} is no algorithm that may be trusted; known are ${[...SYMMETRIC, ...ASYMMETRIC].join(', ')}` };
  const toleranceMs = readTolerance(wordsOf(read.tolerance)?.[0]);
  if (toleranceMs === null) return { problem: 'tolerance must be a duration of at most one hour, such as 300s' };
  return {
    input: name,
    isHeader: header !== undefined,
    key,
    algorithms,
    toleranceMs,
    issuer: wordsOf(read.issuer)?.[0],
    audience: wordsOf(read.audience)?.[0],
  };
}

/** A token: what it says, whether it still holds, and whether its signature is right. */
export const jwt: KindFormat = {
  changes: false,
  ...IN_BRACES,
  fields: [
    ...[
      'parts',
      'header',
      'claims',
      'algorithm',
      'verified',
      'expired',
      'issuedAt',
      'notBefore',
      'expiresAt',
      'expiresInSeconds',
      'ageSeconds',
    ],
    ...['bearer', 'problems'],
  ],
  read: readJwt,
};
