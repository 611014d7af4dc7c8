import { connect, type Socket } from 'node:net';
import { type Endpoint, endpointText, reach } from '../../egress';
import { networkError, type OutsideError } from '../../outcome-errors';
import type { ResolvedTarget } from '../../schema';

const CONNECT_LIMIT_MS = 10_000;
const ADDRESSES_TRIED = 4;

export type Opened = { socket: Socket; address: string; timings: { dnsMs: number; connectMs: number } };

function connectOne(address: string, port: number, limitMs: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    const timer = setTimeout(() => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), limitMs);
    const abort = () => socket.destroy(Object.assign(new Error('stopped'), { code: 'ABORTED' }));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const settle = (run: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      run();
    };
    socket.once('connect', () => settle(() => resolve(socket)));
    // Stays on: a socket that breaks later, while nobody listens, must not end the engine.
    socket.on('error', (error) => settle(() => reject(error)));
  });
}

/** Connects to an endpoint that the target lists. The caller destroys the socket. */
export async function openSocket(
  target: ResolvedTarget,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<Opened | { error: OutsideError }> {
  const reached = await reach(target, endpoint, signal);
  if ('error' in reached) return reached;
  let last: unknown;
  const deadline = performance.now() + CONNECT_LIMIT_MS;
  for (const { address } of reached.addresses.slice(0, ADDRESSES_TRIED)) {
    const startedAt = performance.now();
    try {
      const socket = await connectOne(address, endpoint.port, Math.max(1, deadline - startedAt), signal);
      return { socket, address, timings: { dnsMs: reached.dnsMs, connectMs: performance.now() - startedAt } };
    } catch (error) {
      last = error;
      if (signal.aborted) break;
    }
  }
  return { error: networkError(last, endpointText(endpoint)) };
}
