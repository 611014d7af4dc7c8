/** A random key of 32 hex digits; unlike crypto.randomUUID it also works on a plain http address. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
