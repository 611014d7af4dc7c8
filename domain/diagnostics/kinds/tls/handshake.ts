import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

const HANDSHAKE_LIMIT_MS = 10_000;

/** Shakes hands with whoever answers; nothing is sent. */
export function handshake(socket: Socket, servername: string, signal: AbortSignal): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    // Whatever certificate comes is looked at, not trusted: nothing is ever sent over this connection.
    const secure = connect({ socket, ...(isIP(servername) ? {} : { servername }), rejectUnauthorized: false, minVersion: 'TLSv1' });
    const end = (code: string, message: string) => secure.destroy(Object.assign(new Error(message), { code }));
    const timer = setTimeout(() => end('ETIMEDOUT', 'no answer'), HANDSHAKE_LIMIT_MS);
    const abort = () => end('ABORTED', 'stopped');
    signal.addEventListener('abort', abort, { once: true });
    const settle = (run: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      run();
    };
    secure.once('secureConnect', () => settle(() => resolve(secure)));
    secure.once('error', (error) => settle(() => reject(error)));
    secure.once('close', () => settle(() => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }))));
  });
}
