/** A shared secret as it is kept, in the bytes that it stands for; null when it is not written so. */
export function keyBytes(secret: string, encoding: 'text' | 'base64' | 'hex'): Buffer | null {
  if (encoding === 'text') return Buffer.from(secret, 'utf8');
  if (encoding === 'hex') return /^(?:[0-9a-f]{2})+$/i.test(secret) ? Buffer.from(secret, 'hex') : null;
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(secret) ? Buffer.from(secret, 'base64') : null;
}
