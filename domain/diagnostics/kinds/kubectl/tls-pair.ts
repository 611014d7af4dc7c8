import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readAllowed } from '../../allowed-files';
import type { ResolvedTarget } from '../../schema';
import { OutsideRefusal } from '../api/api-peer';

const MOST_BYTES = 256 * 1024;

async function read(target: ResolvedTarget, path: string): Promise<string> {
  const found = await readAllowed(target, path, MOST_BYTES);
  if ('error' in found) throw new OutsideRefusal(found.error);
  return found.bytes.toString('utf8');
}

const refuse = (message: string) => new OutsideRefusal({ code: 'invalid', message });

function parse(path: string, text: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw refuse(`${path} holds no certificate`);
  }
}

/** A certificate and its key from the target's roots. One that has expired, or that the key does not fit, is a refusal: it would take a site down. */
export async function readTlsPair(target: ResolvedTarget, certPath: string, keyPath: string): Promise<{ cert: string; key: string }> {
  const [cert, key] = [await read(target, certPath), await read(target, keyPath)];
  const certificate = parse(certPath, cert);
  if (Date.parse(certificate.validTo) < Date.now()) throw refuse(`${certPath} has expired on ${certificate.validTo}`);
  let fits: boolean;
  try {
    fits = certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    throw refuse(`${keyPath} holds no key that can be read`);
  }
  if (!fits) throw refuse(`the key ${keyPath} does not fit the certificate ${certPath}`);
  return { cert, key };
}
