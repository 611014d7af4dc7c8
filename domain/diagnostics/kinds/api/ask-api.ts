import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { networkError } from '../../outcome-errors';
import { type ApiPeer, OutsideRefusal } from './api-peer';

const HEADERS_LIMIT_BYTES = 32 * 1024;
const MOST_BYTES = 32 * 1024 * 1024;
/** Until the first byte of an answer. */
const ANSWER_LIMIT_MS = 30_000;

export type Ask = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  type?: string;
  /** An answer with another status than 2xx that is an answer all the same. */
  also?: readonly number[];
};

/** The options of a connection that goes where the peer was checked to lead, and nowhere else. */
export function connectionOf(peer: ApiPeer): https.RequestOptions {
  if ('socketPath' in peer.at) return { socketPath: peer.at.socketPath, headers: { host: 'docker' } };
  const { url, addresses } = peer.at;
  const lookup: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [...addresses]) : done(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
  return { protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ''), port: url.port || undefined, lookup, ...peer.tls };
}

/** The path of an ask beneath the peer's own, with its query. */
export function pathOf(peer: ApiPeer, { path, query = {} }: Pick<Ask, 'path' | 'query'>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== false);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  const prefix = 'url' in peer.at ? peer.at.url.pathname.replace(/\/$/, '') : '';
  return prefix + path + (search ? `?${search}` : '');
}

/** Sends one request over a connection of its own and gives the answer once it begins, whatever its status. Throws OutsideRefusal. */
export async function openApi(peer: ApiPeer, ask: Ask, signal: AbortSignal): Promise<IncomingMessage> {
  const { method = 'GET', type = 'application/json' } = ask;
  const path = pathOf(peer, ask);
  if (!peer.allows(method, path)) throw new Error(`a diagnostic would have sent ${method} ${ask.path}, which may change something`);
  const body = ask.body === undefined ? undefined : typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body);
  const connection = connectionOf(peer);
  const sent = body === undefined ? {} : { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) };
  const headers = { 'user-agent': 'sitrep', accept: 'application/json', ...connection.headers, ...peer.headers, ...sent };
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      const module = connection.protocol === 'https:' ? https : http;
      const request = module.request({ ...connection, path, method, headers, agent: false, signal, maxHeaderSize: HEADERS_LIMIT_BYTES });
      const timer = setTimeout(() => request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), ANSWER_LIMIT_MS);
      request.once('response', resolve);
      // Stays on: a connection that breaks later, while nobody listens, must not end the engine.
      request.on('error', reject);
      request.once('close', () => clearTimeout(timer));
      request.once('response', () => clearTimeout(timer));
      request.end(body);
    });
  } catch (error) {
    throw new OutsideRefusal(networkError(error, peer.where));
  }
}

/** The whole of an answer; more than 32 MiB is a refusal. */
export async function readAnswer(peer: ApiPeer, response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES)
        throw new OutsideRefusal({ code: 'too_large', message: `${peer.where} answered with more than 32 MiB` }, true);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof OutsideRefusal ? error : new OutsideRefusal(networkError(error, peer.where));
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A server's own words for why it refuses. */
export function explanation(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : text;
  } catch {
    return text;
  }
}

const CODES: Record<number, string> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 409: 'conflict', 422: 'invalid' };

/** Sends one request and gives its answer once it begins. Any status but 2xx, or those of `also`, is thrown as OutsideRefusal with the server's own words. */
export async function openAnswer(peer: ApiPeer, ask: Ask, signal: AbortSignal): Promise<IncomingMessage> {
  const response = await openApi(peer, ask, signal);
  const status = response.statusCode ?? 0;
  if ((status >= 200 && status < 300) || ask.also?.includes(status)) return response;
  const why = explanation(await readAnswer(peer, response))
    .trim()
    .slice(0, 1_000);
  throw new OutsideRefusal({ code: CODES[status] ?? 'status', message: `${peer.where} answered ${status}${why ? `: ${why}` : ''}` }, true);
}

/** Sends one request of which only the status counts, and gives that: whatever else the server would send is not waited for. */
export async function tell(peer: ApiPeer, ask: Ask, signal: AbortSignal): Promise<number> {
  const response = await openAnswer(peer, ask, signal);
  response.destroy();
  return response.statusCode ?? 0;
}

/** Sends one request and reads its answer as JSON; an empty one is null. */
export async function askJson<T>(peer: ApiPeer, ask: Ask, signal: AbortSignal): Promise<T> {
  const text = await readAnswer(peer, await openAnswer(peer, ask, signal));
  if (!text) return null as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new OutsideRefusal({ code: 'answer', message: `${peer.where} answered, but not in JSON: is the address right?` }, true);
  }
}
