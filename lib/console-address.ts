import { env } from './env';

const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

/** The address of a place in the console, for messages that are read elsewhere. */
export function consoleAddress(path: string): string {
  const { PUBLIC_URL, HOST, PORT } = env();
  const host = ANY_ADDRESS.has(HOST) ? '127.0.0.1' : HOST.includes(':') ? `[${HOST}]` : HOST;
  return new URL(path, PUBLIC_URL ?? `http://${host}:${PORT}`).href;
}
