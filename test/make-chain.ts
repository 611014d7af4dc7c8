import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type TestChain = { root: string; middle: string; leaf: string; leafKey: string; der: Buffer };

/** For tests: a root, an authority under it and a certificate for a name under that, made by openssl. */
export function makeChain(name: string, days: number, of: { bits?: number } = {}): TestChain {
  const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-chain-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const sign = (subject: string, issuer: string, extensions: string, lifetime: number, bits: number) => {
    writeFileSync(path.join(folder, `${subject}.ext`), extensions);
    openssl('req', '-newkey', `rsa:${bits}`, '-nodes', '-keyout', `${subject}.key`, '-out', `${subject}.csr`, '-subj', `/CN=${subject}`);
    openssl(
      ...['x509', '-req', '-in', `${subject}.csr`, '-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial'],
      ...['-days', String(lifetime), '-extfile', `${subject}.ext`, '-out', `${subject}.pem`],
    );
  };
  try {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'root.key',
      '-out',
      'root.pem',
      '-subj',
      '/CN=root',
      '-days',
      '3650',
    );
    sign('middle', 'root', 'basicConstraints=critical,CA:true\n', 3650, 2048);
    sign(name, 'middle', `subjectAltName=DNS:${name},IP:127.0.0.1\n`, days, of.bits ?? 2048);
    openssl('x509', '-in', `${name}.pem`, '-outform', 'der', '-out', 'leaf.der');
    return {
      root: read('root.pem'),
      middle: read('middle.pem'),
      leaf: read(`${name}.pem`),
      leafKey: read(`${name}.key`),
      der: readFileSync(path.join(folder, 'leaf.der')),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
