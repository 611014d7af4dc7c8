import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { env } from './env';

const CHARACTERS = 8;
let key: Buffer | undefined;

function fingerprintKey(): Buffer {
  const secret = env().SITREP_SECRET;
  // Without one, fingerprints can be compared only as long as this process lives.
  key ??= secret ? Buffer.from(hkdfSync('sha256', secret, 'sitrep', 'fingerprint', 32)) : randomBytes(32);
  return key;
}

/** A short sign that is the same for the same text, and by which nobody can find or try out the text. */
export const fingerprint = (text: string): string => createHmac('sha256', fingerprintKey()).update(text).digest('hex').slice(0, CHARACTERS);
