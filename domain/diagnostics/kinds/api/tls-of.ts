import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { ResolvedTarget } from '../../schema';
import { type ApiPeer, OutsideRefusal } from './api-peer';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/;

/** A credential that is a certificate with its key, both PEM, in one file. */
export function clientCertificate(credential: string | undefined): { cert: string; key: string } | undefined {
  const key = KEY.exec(credential ?? '')?.[0];
  const cert = credential?.match(CERTIFICATE)?.join('\n');
  return key && cert ? { cert, key } : undefined;
}

/** The authority that a target's certificate is checked against, when it names one of its own. */
export async function authorityOf(target: Pick<ResolvedTarget, 'name' | 'ca'>): Promise<string | undefined> {
  if (!target.ca) return;
  return readFile(target.ca, 'utf8').catch((error: Error) => {
    throw new OutsideRefusal({ code: 'no_ca', message: `the authority ${target.ca} of ${target.name} cannot be read: ${error.message}` });
  });
}

/** What a secured connection to `host` is held to. */
export const tlsOf = (host: string, of: NonNullable<ApiPeer['tls']>): NonNullable<ApiPeer['tls']> => ({
  ...(isIP(host) ? {} : { servername: host }),
  ...Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)),
});
