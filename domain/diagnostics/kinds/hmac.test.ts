import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { hmac } from './hmac';

const SECRET = 'whsec-of-the-test';
const PAYLOAD = '{"event":"payment.failed","id":7}';
const sign = (payload: string, algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex') =>
  createHmac(algorithm, SECRET).update(payload).digest(encoding);

describe('hmac', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sitrep-hmac-'));
    await writeFile(path.join(folder, 'body.json'), `${PAYLOAD}\n`);
  });
  afterAll(() => rm(folder, { recursive: true }));
  const run = (lines: string, signature: string, payload = PAYLOAD, credential: string | undefined = SECRET) =>
    runKind(hmac, 'hmac', lines, { inputs: { payload, signature }, target: { roots: [folder], credential } });
  const LINES = 'payload {payload}\nsignature {signature}\nprefix sha256=';

  it('knows the right signature from a wrong one', async () => {
    const right = await run(LINES, `sha256=${sign(PAYLOAD)}`);
    expect(right.data).toMatchObject({ matches: true, algorithm: 'sha256', payloadBytes: PAYLOAD.length, problems: [] });
    expect(decideVerdict({ kind: 'hmac' }, right.data).verdict).toBe('ok');
    const wrong = await run(LINES, `sha256=${sign(`${PAYLOAD} `)}`);
    expect(wrong.data).toMatchObject({ matches: false, problems: [{ code: 'mismatch' }] });
    expect(decideVerdict({ kind: 'hmac' }, wrong.data).verdict).toBe('fail');
  });

  it('reads other algorithms and encodings, and a payload from a file', async () => {
    const lines = 'file body.json\nsignature {signature}\nalgorithm sha512\nencoding base64';
    expect((await run(lines, sign(`${PAYLOAD}\n`, 'sha512', 'base64'))).data.matches).toBe(true);
    expect((await run(lines, sign(PAYLOAD, 'sha512', 'base64'))).data.problems).toMatchObject([
      { code: 'mismatch' },
      { code: 'payload_changed' },
    ]);
  });

  it.each([
    ['', 'prefix'],
    [sign(PAYLOAD), 'prefix'],
    ['sha256=', 'length'],
    [`sha256=${sign(PAYLOAD).slice(2)}`, 'length'],
    ['sha256=zz', 'length'],
  ])('says what is wrong with %j', async (signature, code) => {
    expect((await run(LINES, signature)).data.problems).toMatchObject([{ code }]);
  });

  it('shows neither the secret nor the right signature', async () => {
    const { data, stdout } = await run(LINES, `sha256=${sign('other')}`);
    for (const secret of [SECRET, sign(PAYLOAD)]) expect(JSON.stringify(data) + stdout).not.toContain(secret);
  });

  it('refuses what it cannot check', async () => {
    expect((await runKind(hmac, 'hmac', LINES, { inputs: { payload: 'a', signature: 'b' } })).error?.code).toBe('no_credential');
    expect((await run(`${LINES}\nsecret hex`, 'x')).error?.code).toBe('secret');
    for (const body of ['signature {signature}', 'payload {payload}', `${LINES}\nalgorithm md5`, `${LINES}\nfile x`, `${LINES}\nwhat`])
      expect((await run(body, 'x')).error?.code, body).toBe('body');
    expect((await run('file /etc/passwd\nsignature x', 'x')).error?.code).toBe('roots');
  });
});
