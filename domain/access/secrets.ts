import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const PREFIX_CHARS = 12;

export const API_KEY_MARK = 'sitrep_';

/** A new secret of 256 random bits, for a link or a key. */
export const newSecret = (mark = ''): string => mark + randomBytes(SECRET_BYTES).toString('base64url');

/** What is stored of a secret. SHA-256 is enough for 256 random bits; the lookup by it tells nothing through time. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The part of a key that lists show. */
export const secretPrefix = (secret: string): string => secret.slice(0, PREFIX_CHARS);
