import { createHmac, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKind, type TestRequest } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { jwt } from './jwt';
import { judgeClaims } from './jwt/judge-claims';
import { readToken } from './jwt/read-token';

const SECRET = 'a shared secret of enough bytes for HS256';
const nowSeconds = () => Math.floor(Date.now() / 1_000);
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('jwt', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
  let folder = '';
  let server: Server;
  let base = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sitrep-jwt-'));
    await writeFile(path.join(folder, 'public.pem'), pem);
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] };
    server = createServer((request, response) => response.writeHead(request.url === '/keys' ? 200 : 404).end(JSON.stringify(keys)));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  const run = (token: string, lines = '', { target }: Pick<TestRequest, 'target'> = {}) =>
    runKind(jwt, 'jwt', lines.includes('header') ? lines : `token {token}\n${lines}`, {
      inputs: { token },
      block: { inputs: [{ name: 'token', type: 'secret', label: 'Token', required: true }] },
      target: { url: base, kind: 'http', roots: [folder], credential: SECRET, ...target },
    });
  const codes = ({ data }: Awaited<ReturnType<typeof run>>) => data.problems.map(({ code }: { code: string }) => code);
  const shared = (claims: Record<string, unknown>, header = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256', ...header }).sign(new TextEncoder().encode(SECRET));
  const signed = (claims: Record<string, unknown>, kid = 'one') =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
  const sound = () => ({
    sub: 'ana-7',
    email: 'ana@oatie.example',
    iss: 'https://issuer.example',
    aud: 'api',
    iat: nowSeconds() - 10,
    exp: nowSeconds() + 600,
  });

  it('accepts a sound token under secret, key and JWKS, and shows neither it nor whose it is', async () => {
    for (const [token, lines] of [
      [await shared(sound()), 'secret'],
      [await signed(sound()), 'key public.pem\naudience api\nissuer https://issuer.example'],
      [await signed(sound()), 'jwks /keys\nalgorithms RS256'],
    ] as const) {
      const { data, stdout } = await run(token, lines);
      expect(data).toMatchObject({
        verified: true,
        expired: false,
        parts: 3,
        problems: [],
        claims: { iss: 'https://issuer.example', sub: '(text, 5 characters)' },
      });
      const shown = JSON.stringify(data) + stdout;
      for (const part of [...token.split('.'), 'ana-7', 'ana@oatie', SECRET]) expect(shown).not.toContain(part);
      expect(decideVerdict({ kind: 'jwt' }, data).verdict).toBe('ok');
      expect(decideVerdict({ kind: 'jwt', warn: 'expiresInSeconds < 3600' }, data).verdict).toBe('warn');
    }
  });

  it('finds a signature that was altered, a wrong key and an unknown one', async () => {
    const [head, , signature] = (await shared(sound())).split('.');
    expect(codes(await run(`${head}.${base64url({ ...sound(), role: 'admin' })}.${signature}`, 'secret'))).toEqual(['signature']);
    expect(codes(await run(await shared(sound()), 'secret', { target: { credential: 'another secret that is long enough!' } }))).toEqual([
      'signature',
    ]);
    expect(codes(await run(await signed(sound(), 'two'), 'jwks /keys'))).toEqual(['unknown_key']);
  });

  it('refuses alg none, in whatever case', async () => {
    for (const alg of ['none', 'None', 'nOnE']) {
      const { data } = await run(`${base64url({ alg })}.${base64url(sound())}.`, 'secret');
      expect(data).toMatchObject({ verified: false, problems: [{ code: 'alg_none' }] });
      expect(decideVerdict({ kind: 'jwt' }, data).verdict).toBe('fail');
    }
    expect((await run('x', 'secret\nalgorithms none')).error?.code).toBe('body');
  });

  it('refuses a public key used as a shared secret', async () => {
    const unsigned = `${base64url({ alg: 'HS256' })}.${base64url(sound())}`;
    const forged = `${unsigned}.${createHmac('sha256', pem).update(unsigned).digest('base64url')}`;
    for (const [lines, target] of [
      ['key public.pem', {}],
      ['jwks /keys', {}],
      ['secret', { credential: pem }],
    ] as const)
      expect((await run(forged, lines, { target })).data, lines).toMatchObject({
        verified: false,
        problems: [{ code: 'algorithm_confusion' }],
      });
    expect(codes(await run(await signed(sound()), 'secret'))).toEqual(['algorithm']);
    expect(codes(await run(await signed(sound()), 'key public.pem\nalgorithms ES256'))).toEqual(['algorithm']);
  });

  it('says what is wrong with its times, within the tolerance', async () => {
    expect(codes(await run(await shared({ ...sound(), exp: nowSeconds() - 100 })))).toEqual(['expired']);
    expect(codes(await run(await shared({ ...sound(), exp: nowSeconds() - 100 }), 'tolerance 300s'))).toEqual([]);
    expect(codes(await run(await shared({ ...sound(), nbf: nowSeconds() + 400 })))).toEqual(['not_yet_valid']);
    expect(codes(await run(await shared({ ...sound(), iat: nowSeconds() + 400 })))).toEqual(['issued_in_future']);
    expect(codes(await run(await shared({ ...sound(), exp: Date.now() })))).toContain('exp_unit');
    expect(codes(await run(await shared({ sub: 'a' }), 'issuer me\naudience you'))).toEqual(['never_expires', 'issuer', 'audience']);
  });

  it('says how a token was damaged on its way', async () => {
    const token = await shared(sound());
    expect(codes(await run(token.slice(0, -9)))).toEqual(['truncated']);
    expect(codes(await run(token.replaceAll('.', '%2E')))).toEqual(['url_encoded', 'parts']);
    expect(codes(await run(`"${token}"`))).toEqual(['quoted']);
    expect(codes(await run(token, 'header {token}'))).toEqual(['no_bearer']);
    expect(codes(await run(`Authorization: Bearer ${token}`, 'header {token}'))).toEqual([]);
    expect(codes(await run('nothing'))).toEqual(['parts']);
    expect((await run(token.slice(0, 60), 'secret')).data).toMatchObject({ verified: false });
  });

  it('is kept from running without a secret input, a key, or a target that has one', async () => {
    const plain = await runKind(jwt, 'jwt', 'token {token}', { inputs: { token: 'x' } });
    expect(plain.error?.message).toContain('must be of the type secret');
    expect((await run('x', 'secret\nkey public.pem')).error?.code).toBe('body');
    const token = await shared(sound());
    expect((await run(token, 'secret', { target: { credential: undefined } })).error?.code).toBe('no_credential');
    const rsa = await signed(sound());
    expect((await run(rsa, 'jwks /none')).error?.code).toBe('jwks');
    expect((await run(rsa, 'key ../../etc/passwd')).error?.code).toBe('roots');
    expect((await run(rsa, 'jwks /keys', { target: { url: undefined } })).error?.code).toBe('not_available');
  });

  it('never throws for what is pasted', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, isHeader) => {
        expect(readToken(text, isHeader).parts).toBeGreaterThan(0);
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (claims) => void judgeClaims(claims, { toleranceMs: 0 }, Date.now())),
    );
  });
});
