import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '@/test/make-certificate';
import { makeChain, type TestChain } from '@/test/make-chain';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { x509 } from './x509';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

describe('x509', () => {
  let folder = '';
  let chain: TestChain;
  let server: Server;
  let at = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sitrep-x509-'));
    chain = makeChain('site.example', 60);
    const weak = makeChain('weak.example', 3, { bits: 1024 });
    const files = {
      'site.pem': chain.leaf + chain.middle,
      'site.der': chain.der,
      'leaf.pem': chain.leaf,
      'mixed.pem': chain.middle + chain.leaf,
      'broken.pem': chain.leaf + weak.middle,
      'weak.pem': weak.leaf + weak.middle,
      'site.key': chain.leafKey,
      'other.key': weak.leafKey,
      'old.pem': makeCertificate('old.example', inDays(-30), inDays(-2)).cert,
      'text.pem': 'nothing',
      'torn.pem': `${chain.leaf}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
    };
    for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
    await chmod(path.join(folder, 'site.key'), 0o600);
    await chmod(path.join(folder, 'other.key'), 0o604);
    server = createServer({ cert: chain.leaf + chain.middle, key: chain.leafKey });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  const run = (body: string) => runKind(x509, 'x509', body, { target: { roots: [folder], egress: [at] } });
  const codes = async (body: string) => (await run(body)).data.problems.map(({ code }: { code: string }) => code);

  it('reads a chain in PEM', async () => {
    const { data, stdout } = await run('site.pem');
    expect(data).toMatchObject({
      valid: true,
      subject: 'site.example',
      issuer: 'middle',
      names: ['site.example', '127.0.0.1'],
      daysLeft: 59,
    });
    expect(data).toMatchObject({ keyType: 'rsa', keyBits: 2048, count: 2, trusted: false, keyMatches: null, problems: [] });
    expect(stdout).toContain('0  site.example  issued by middle');
    expect(decideVerdict({ kind: 'x509', fail: 'daysLeft < 7', warn: 'daysLeft < 90' }, data).verdict).toBe('warn');
  });

  it('reads DER, and says what a single certificate lacks', async () => {
    expect((await run('site.der')).data).toMatchObject({ subject: 'site.example', count: 1 });
    expect(await codes('leaf.pem')).toEqual(['incomplete']);
  });

  it.each([
    ['mixed.pem', ['order']],
    ['broken.pem', ['broken_chain']],
    ['weak.pem', ['expires_soon', 'weak_key']],
    ['old.pem', ['expired', 'self_signed']],
    ['torn.pem', ['unreadable', 'incomplete']],
    ['none.pem', ['no_file']],
    ['text.pem', ['no_certificate']],
    ['site.pem key site.key', []],
    ['site.pem key other.key', ['wrong_key', 'key_readable']],
    ['site.pem key text.pem', ['unreadable_key', 'key_readable']],
  ])('%s has %j', async (body, expected) => expect(await codes(body)).toEqual(expected));

  it('shows nothing of a key', async () => {
    const { data, stdout } = await run('site.pem key site.key');
    expect(data.keyMatches).toBe(true);
    expect(JSON.stringify(data) + stdout).not.toContain('PRIVATE');
  });

  it('looks at what a server sends', async () => {
    const { data } = await run(`${at} site.example`);
    expect(data).toMatchObject({ valid: true, subject: 'site.example', count: 2, problems: [] });
    expect(await codes(`${at} other.example`)).toEqual(['wrong_name']);
  });

  it('reads and reaches only what the target lists', async () => {
    expect((await run('/etc/ssl/openssl.cnf')).error?.code).toBe('roots');
    expect((await run('site.pem key ../x')).error?.code).toBe('roots');
    expect((await run('127.0.0.1:1')).error?.code).toBe('egress');
    expect((await run('site.pem pass x')).error?.code).toBe('body');
  });
});
