import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { env } from './env';

const IV_BYTES = 12;
const TAG_BYTES = 16;

function key(purpose: string): Buffer {
  const secret = env().SITREP_SECRET;
  if (!secret) throw new Error('SITREP_SECRET is not set; the launcher makes and keeps one');
  return Buffer.from(hkdfSync('sha256', secret, 'sitrep', purpose, 32));
}

/** Encrypts with a key derived from the console's secret for this purpose (AES-256-GCM). */
export function seal(purpose: string, text: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key(purpose), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
}

/** Opens what seal() made. Throws when it was made with another secret or altered. */
export function unseal(purpose: string, bytes: Uint8Array): string {
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key(purpose), iv);
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}

/** A sign of a text: the same for the same text and purpose, and without the console's secret nobody can try texts out against it. */
export const signOf = (purpose: string, text: string): string => createHmac('sha256', key(purpose)).update(text).digest('hex');
