import { type BodyProblem, isProblem, readLines } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';

/** A file of certificates, with the key that should belong to them; or the chain that `host:port` sends. */
export type X509Body = { file: string; key?: string } | { endpoint: string; name?: string };

const ENDPOINT = /^(?:\[[0-9a-f:.]+\]|[^\s/:]+):(?:\d{1,5}|\{[a-z][a-z0-9_]*\})$/i;

/** `PATH`, `PATH key PATH` or `host:port servername`. */
export function readX509(body: string): X509Body | BodyProblem {
  const lines = readLines(body);
  if (isProblem(lines)) return lines;
  const [first, second] = lines;
  const [what = '', word, key, ...rest] = first?.words ?? [];
  if (!first) return { problem: 'write a path such as certs/site.pem, or host:port' };
  if (second) return { problem: 'a block looks at one file or one server', line: second.line };
  if (ENDPOINT.test(what) && key === undefined) return { endpoint: what, ...(word ? { name: word } : {}) };
  if (word === undefined) return { file: what };
  if (word !== 'key' || !key || rest.length) return { problem: 'behind the path only "key PATH" is known', line: first.line };
  return { file: what, key };
}

/** Certificates of a file or of a server. */
export const x509: KindFormat = {
  changes: false,
  ...IN_BRACES,
  fields: [
    ...['valid', 'source', 'subject', 'issuer', 'names', 'validFrom', 'validTo', 'daysLeft', 'serial', 'fingerprint', 'keyType', 'keyBits'],
    ...['selfSigned', 'trusted', 'keyMatches', 'chain', 'count', 'problems', 'timings', 'error'],
  ],
  read: readX509,
};
