import { createPublicKey, type KeyObject } from 'node:crypto';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { ASYMMETRIC, type JwtBody, type JwtKey, SYMMETRIC } from '@/domain/runbooks/kinds/jwt';
import { readAllowed } from '../../allowed-files';
import type { OutsideError } from '../../outcome-errors';
import type { RunnerRequest } from '../../schema';
import { type Concern, failing } from '../concern';
import { sendRequest } from '../http/send-request';
import { keyBytes } from '../key-bytes';

const MOST_KEY_BYTES = 256 * 1024;
const PEM = /-----BEGIN /;

type Loaded = Uint8Array | KeyObject | ReturnType<typeof createLocalJWKSet>;
type Checked = { verified: boolean; problems: Concern[] };

const lacking = (code: string, message: string): { error: OutsideError } => ({ error: { code, message } });

async function loadJwks({ target, signal }: RunnerRequest, path: string): Promise<Loaded | { error: OutsideError }> {
  if (!target.url) return lacking('not_available', `jwks asks the target, and ${target.name} has no address`);
  if (!/^https?:/.test(target.url)) return lacking('body', `jwks asks the target, and ${target.name} has no http:// or https:// address`);
  const url = new URL(path, target.url);
  if (url.origin !== new URL(target.url).origin) return lacking('body', `the path leaves the target: ${path}`);
  const answer = await sendRequest(target, { method: 'GET', url, headers: { accept: 'application/json' }, body: undefined }, signal);
  if ('error' in answer) return answer;
  if (answer.status !== 200) return lacking('jwks', `${url.pathname} answered ${answer.status}: there are no keys to check with`);
  try {
    return createLocalJWKSet(JSON.parse(answer.body.toString('utf8')) as JSONWebKeySet);
  } catch {
    return lacking('jwks', `${url.pathname} gave no set of keys (JWKS)`);
  }
}

async function loadKey(request: RunnerRequest, key: JwtKey): Promise<Loaded | { error: OutsideError }> {
  const { target } = request;
  if (key.from === 'jwks') return loadJwks(request, key.path);
  if (key.from === 'secret') {
    if (target.credential === undefined)
      return lacking('no_credential', `the target ${target.name} has no credential to check with; add "read" to it in targets.yaml`);
    return (
      keyBytes(target.credential, key.encoding) ?? lacking('secret', `the credential of ${target.name} is not written in ${key.encoding}`)
    );
  }
  const read = await readAllowed(target, key.file, MOST_KEY_BYTES);
  if ('error' in read) return read;
  try {
    return createPublicKey(read.bytes);
  } catch {
    return lacking('key', `${key.file} holds no public key or certificate`);
  }
}

/** A token that names a shared-key algorithm must never be checked with a public key: whoever has that key could sign. */
function algorithmConcern(algorithm: string, key: JwtKey, allowed: readonly string[], credential: string | undefined): Concern | null {
  if (SYMMETRIC.includes(algorithm) && (key.from !== 'secret' || PEM.test(credential ?? '')))
    return failing(
      'algorithm_confusion',
      `it says ${algorithm}, which would use a public key as a shared secret: this is how tokens are forged`,
    );
  if (!allowed.includes(algorithm))
    return failing('algorithm', `it is signed with ${algorithm || 'nothing'}; trusted are ${allowed.join(', ')}`);
  return null;
}

/** Checks a token's signature under the block's key; why there is no key is an error of ours, not of the token. */
export async function checkSignature(
  request: RunnerRequest,
  body: JwtBody & { key: JwtKey },
  token: { compact: string; algorithm: string },
): Promise<Checked | { error: OutsideError }> {
  const suited = body.key.from === 'secret' ? SYMMETRIC : ASYMMETRIC;
  const allowed = body.algorithms ? suited.filter((each) => body.algorithms?.includes(each)) : suited;
  const objection = algorithmConcern(token.algorithm, body.key, allowed, request.target.credential);
  if (objection) return { verified: false, problems: [objection] };
  const key = await loadKey(request, body.key);
  if ('error' in key) return key;
  try {
    const options = { algorithms: [...allowed] };
    if (typeof key === 'function') await compactVerify(token.compact, key, options);
    else await compactVerify(token.compact, key, options);
    return { verified: true, problems: [] };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ERR_JWKS_NO_MATCHING_KEY')
      return { verified: false, problems: [failing('unknown_key', 'the key that it names (kid) is not among the issuer’s keys')] };
    const why =
      code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'
        ? 'its signature is wrong: it was altered, or signed with another key'
        : `its signature cannot be checked: ${(error as Error).message}`;
    return { verified: false, problems: [failing('signature', why)] };
  }
}
