import { type BodyProblem, isProblem } from './body-lines';
import { readDirectives, wordsOf } from './directives';
import { IN_BRACES, type KindFormat } from './kind-format';

const ALGORITHMS = ['sha256', 'sha384', 'sha512', 'sha1'] as const;
const ENCODINGS = ['hex', 'base64', 'base64url'] as const;
const SECRET_FORMS = ['text', 'base64', 'hex'] as const;

export type HmacBody = {
  payload: { text: string } | { file: string };
  signature: string;
  algorithm: (typeof ALGORITHMS)[number];
  encoding: (typeof ENCODINGS)[number];
  prefix: string;
  secret: (typeof SECRET_FORMS)[number];
};

const ONE = { least: 1, most: 1 };
const SHAPES = { payload: ONE, file: ONE, signature: { ...ONE, required: true }, algorithm: ONE, encoding: ONE, prefix: ONE, secret: ONE };

const isOneOf = <Word extends string>(known: readonly Word[], word: string): word is Word => (known as readonly string[]).includes(word);

/** What was signed, the signature that came with it, and how it was made. */
export function readHmac(body: string): HmacBody | BodyProblem {
  const read = readDirectives(body, SHAPES);
  if (isProblem(read)) return read;
  const word = (name: keyof typeof SHAPES, otherwise: string) => wordsOf(read[name])?.[0] ?? otherwise;
  const [algorithm, encoding, secret] = [word('algorithm', 'sha256'), word('encoding', 'hex'), word('secret', 'text')];
  if (!isOneOf(ALGORITHMS, algorithm)) return { problem: `algorithm is one of ${ALGORITHMS.join(', ')}`, line: read.algorithm[0]?.line };
  if (!isOneOf(ENCODINGS, encoding)) return { problem: `encoding is one of ${ENCODINGS.join(', ')}`, line: read.encoding[0]?.line };
  if (!isOneOf(SECRET_FORMS, secret)) return { problem: `secret is written as ${SECRET_FORMS.join(', ')}`, line: read.secret[0]?.line };
  const [text, file] = [wordsOf(read.payload)?.[0], wordsOf(read.file)?.[0]];
  if ((text === undefined) === (file === undefined)) return { problem: 'write payload {name}, or file PATH for what was signed' };
  return {
    payload: file === undefined ? { text: text ?? '' } : { file },
    signature: word('signature', ''),
    algorithm,
    encoding,
    prefix: word('prefix', ''),
    secret,
  };
}

/** Whether a signature is the one of a payload under the target's secret. */
export const hmac: KindFormat = {
  changes: false,
  ...IN_BRACES,
  fields: ['matches', 'algorithm', 'encoding', 'payloadBytes', 'problems'],
  read: readHmac,
};
