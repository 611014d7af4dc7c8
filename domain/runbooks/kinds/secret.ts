import { type BodyProblem, isProblem } from './body-lines';
import { readDirectives, wordsOf } from './directives';
import type { KindFormat } from './kind-format';

export const SECRET_FORMATS = ['base64url', 'base64', 'hex', 'alphanumeric'] as const;
export type SecretFormat = (typeof SECRET_FORMATS)[number];
export type SecretBody = { format: SecretFormat; bytes: number };

const LEAST_BYTES = 16;
const MOST_BYTES = 128;
const DEFAULT_BYTES = 32;
const ONE = { least: 1, most: 1 };

/** `format base64url` and `bytes 32`: how it is written, and how much chance is in it. */
export function readSecret(body: string): SecretBody | BodyProblem {
  const read = readDirectives(body, { format: { ...ONE, required: true }, bytes: ONE });
  if (isProblem(read)) return read;
  const format = SECRET_FORMATS.find((known) => known === wordsOf(read.format)?.[0]);
  if (!format) return { problem: `format is one of ${SECRET_FORMATS.join(', ')}`, line: read.format[0]?.line };
  const bytes = Number(wordsOf(read.bytes)?.[0] ?? DEFAULT_BYTES);
  return Number.isInteger(bytes) && bytes >= LEAST_BYTES && bytes <= MOST_BYTES
    ? { format, bytes }
    : { problem: `bytes is a number from ${LEAST_BYTES} to ${MOST_BYTES}`, line: read.bytes[0]?.line };
}

/** A new secret, made where the person sits. */
export const secret: KindFormat = {
  changes: false,
  namedValues: () => [],
  writtenAs: (name) => name,
  fields: ['format', 'bytes', 'entropyBits'],
  read: readSecret,
};
