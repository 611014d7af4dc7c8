import type { SecretData } from '@/domain/diagnostics/kinds/secret';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Above it a byte would make the first letters more frequent than the others. */
const FAIR = 256 - (256 % LETTERS.length);

type Fill = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/** Letters and digits that hold at least as much chance as that many bytes. */
function alphanumeric(byteCount: number, fill: Fill): string {
  const length = Math.ceil((byteCount * 8) / Math.log2(LETTERS.length));
  let text = '';
  while (text.length < length) {
    const usable = [...fill(new Uint8Array(length))].filter((byte) => byte < FAIR);
    text += usable.map((byte) => LETTERS[byte % LETTERS.length]).join('');
  }
  return text.slice(0, length);
}

/** A new secret from the browser's source of randomness. */
export function makeSecret(
  { format, bytes }: Pick<SecretData, 'format' | 'bytes'>,
  fill: Fill = (each) => crypto.getRandomValues(each),
): string {
  if (format === 'alphanumeric') return alphanumeric(bytes, fill);
  const random = fill(new Uint8Array(bytes));
  if (format === 'hex') return [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return format === 'base64' ? base64(random) : base64(random).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
