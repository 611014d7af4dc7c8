import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { bareHost, endpointText, reach } from '../../egress';
import { networkError, type OutsideError } from '../../outcome-errors';
import type { ResolvedTarget } from '../../schema';
import type { HttpRequest } from './read-request';

const HEADERS_LIMIT_BYTES = 32 * 1024;
const MOST_BODY_BYTES = 256 * 1024;

export type Timings = { dnsMs: number; connectMs: number; tlsMs: number; ttfbMs: number; totalMs: number };
export type Answer = {
  status: number;
  statusText: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
  truncated: boolean;
  timings: Timings;
};

function readBody(response: IncomingMessage, mostBytes: number): Promise<{ body: Buffer; truncated: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (truncated: boolean) => resolve({ body: Buffer.concat(chunks).subarray(0, mostBytes), truncated });
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes <= mostBytes) return;
      finish(true);
      response.destroy();
    });
    response.on('end', () => finish(false));
    response.on('error', reject);
    response.on('close', () => reject(Object.assign(new Error('the answer was cut off'), { code: 'ECONNRESET' })));
  });
}

/** Notes when the parts of a request were done; what did not happen took no time. */
function watchTimes(startedAt: number, dnsMs: number) {
  const at: Partial<Record<'connect' | 'secure' | 'headers', number>> = {};
  return {
    socket: (socket: Socket) => {
      socket.once('connect', () => {
        at.connect = performance.now();
      });
      socket.once('secureConnect', () => {
        at.secure = performance.now();
      });
    },
    headers: () => {
      at.headers = performance.now();
    },
    timings: (): Timings => {
      const end = performance.now();
      const connected = at.connect ?? startedAt;
      const ready = at.secure ?? connected;
      return {
        dnsMs,
        connectMs: at.connect === undefined ? 0 : connected - startedAt,
        tlsMs: at.secure === undefined ? 0 : ready - connected,
        ttfbMs: at.headers === undefined ? 0 : at.headers - ready,
        totalMs: end - startedAt + dnsMs,
      };
    },
  };
}

/** Sends one request over a connection of its own, to an address that was looked up and checked before. Follows nothing. */
export async function sendRequest(
  target: ResolvedTarget,
  { method, url, headers, body }: HttpRequest,
  signal: AbortSignal,
  mostBodyBytes = MOST_BODY_BYTES,
): Promise<Answer | { error: OutsideError; timings: Timings }> {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const endpoint = { host: bareHost(url.hostname), port };
  const nothing = { dnsMs: 0, connectMs: 0, tlsMs: 0, ttfbMs: 0, totalMs: 0 };
  const reached = await reach(target, endpoint, signal);
  if ('error' in reached) return { ...reached, timings: nothing };
  const lookup: LookupFunction = (_host, options, done) =>
    options.all ? done(null, reached.addresses) : done(null, reached.addresses[0]?.address ?? '', reached.addresses[0]?.family ?? 4);
  const times = watchTimes(performance.now(), reached.dnsMs);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const module = url.protocol === 'https:' ? https : http;
      const request = module.request(url, {
        method,
        agent: false,
        lookup,
        signal,
        maxHeaderSize: HEADERS_LIMIT_BYTES,
        headers: { 'user-agent': 'sitrep', accept: '*/*', ...headers, ...length },
      });
      request.once('socket', times.socket);
      request.once('response', resolve);
      request.on('error', reject);
      request.end(body);
    });
    times.headers();
    const read = await readBody(response, mostBodyBytes);
    return {
      status: response.statusCode ?? 0,
      statusText: response.statusMessage ?? '',
      headers: response.headers,
      ...read,
      timings: times.timings(),
    };
  } catch (error) {
    return { error: networkError(error, endpointText(endpoint)), timings: times.timings() };
  }
}
