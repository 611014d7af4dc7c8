import { createHmac, timingSafeEqual } from 'node:crypto';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type HmacBody, readHmac } from '@/domain/runbooks/kinds/hmac';
import { readAllowed } from '../allowed-files';
import { fillWords } from '../fill-in';
import { errored } from '../outcome-errors';
import type { Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing, warning } from './concern';
import { keyBytes } from './key-bytes';

const MOST_PAYLOAD_BYTES = 16 * 1024 * 1024;

export type HmacData = { matches: boolean; algorithm: string; encoding: string; payloadBytes: number; problems: Concern[] };

async function payloadOf(request: RunnerRequest, payload: HmacBody['payload']) {
  const [text = ''] = fillWords(request, ['file' in payload ? payload.file : payload.text]);
  return 'file' in payload ? readAllowed(request.target, text, MOST_PAYLOAD_BYTES) : { bytes: Buffer.from(text, 'utf8') };
}

const digest = (algorithm: string, key: Buffer, payload: Buffer) => createHmac(algorithm, key).update(payload).digest();
const isSame = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);

const CHANGED: [why: string, change: (payload: Buffer) => Buffer][] = [
  ['without its last line break', (payload) => Buffer.from(payload.toString('latin1').replace(/\r?\n$/, ''), 'latin1')],
  ['with a line break at its end', (payload) => Buffer.concat([payload, Buffer.from('\n')])],
  ['with \\n for \\r\\n', (payload) => Buffer.from(payload.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')],
];

/** What was probably done to the payload on its way, when the signature fits a version of it. */
function likelyCause(body: HmacBody, key: Buffer, payload: Buffer, given: Buffer): Concern[] {
  const cause = CHANGED.find(([, change]) => isSame(digest(body.algorithm, key, change(payload)), given));
  return cause
    ? [warning('payload_changed', `it would match the payload ${cause[0]}: sign and check the raw bytes, before anything parses them`)]
    : [];
}

function judge(body: HmacBody, key: Buffer, payload: Buffer, signature: string): { matches: boolean; problems: Concern[] } {
  const bare = signature.startsWith(body.prefix) ? signature.slice(body.prefix.length) : null;
  if (bare === null) return { matches: false, problems: [failing('prefix', `the signature does not begin with ${body.prefix}`)] };
  const given = Buffer.from(bare, body.encoding);
  const expected = digest(body.algorithm, key, payload);
  if (given.length !== expected.length)
    return {
      matches: false,
      problems: [
        failing('length', `the signature has ${given.length} bytes in ${body.encoding}; ${body.algorithm} gives ${expected.length}`),
      ],
    };
  if (isSame(given, expected))
    return { matches: true, problems: body.algorithm === 'sha1' ? [warning('weak', 'SHA-1 is outdated: use sha256')] : [] };
  return {
    matches: false,
    problems: [
      failing('mismatch', 'the signature is not that of this payload under this secret'),
      ...likelyCause(body, key, payload, given),
    ],
  };
}

/** Checks a signature against a payload under the target's credential, in constant time. Data: matches, algorithm, encoding, payloadBytes, problems. */
export const hmac: Runner = async (request) => {
  const { target, block } = request;
  const body = readHmac(block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  if (target.credential === undefined)
    return errored('no_credential', `the target ${target.name} has no credential to check with; add "read" to it in targets.yaml`);
  const key = keyBytes(target.credential, body.secret);
  if (!key) return errored('secret', `the credential of ${target.name} is not written in ${body.secret}`);
  const payload = await payloadOf(request, body.payload);
  if ('error' in payload) return errored(payload.error.code, payload.error.message);
  const [signature = '', prefix = ''] = fillWords(request, [body.signature, body.prefix]);
  const { matches, problems } = judge({ ...body, prefix }, key, payload.bytes, signature.trim());
  await request.emit(
    'stdout',
    `${matches ? 'The signature matches' : 'The signature does not match'} (${body.algorithm}, ${payload.bytes.length} bytes)\n${concernLines(problems)}`,
  );
  return {
    status: 'completed',
    data: { matches, algorithm: body.algorithm, encoding: body.encoding, payloadBytes: payload.bytes.length, problems } satisfies HmacData,
  };
};
