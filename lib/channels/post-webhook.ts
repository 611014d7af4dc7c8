import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { type FoundAddress, findAddresses } from './find-addresses';
import { failed, type SendFailure, type SendOutcome } from './outcome';
import { readRetryAfter } from './read-retry-after';
import { refusedAddress } from './refused-address';

const LIMITS = { connectMs: 5_000, totalMs: 15_000 };
const ANSWER_LIMIT_BYTES = 16 * 1024;
const HEADERS_LIMIT_BYTES = 16 * 1024;
/** Of the other side's own words, so much is kept. */
const SAID_CHARS = 200;
/** The receiver did not take it now, and may later. */
const LATER = new Set([408, 409, 425, 429]);
/** Said by something between, or after the work was done: it may have been taken. */
const UNSURE = new Set([500, 502, 504]);

export type WebhookPost = { url: string; body: string; headers?: Record<string, string> };

/**
 * Posts JSON to an address that an admin configured: looked up once, checked, and connected to as checked. Follows no redirect.
 * What goes wrong outside is the answer, never thrown.
 */
export async function postWebhook(post: WebhookPost, limits: Partial<typeof LIMITS> = {}): Promise<SendOutcome> {
  const { connectMs, totalMs } = { ...LIMITS, ...limits };
  const url = new URL(post.url);
  const signal = AbortSignal.timeout(totalMs);
  const addresses = await checkedAddresses(url, connectMs);
  if ('error' in addresses) return addresses;
  const progress = { connected: false };
  try {
    const response = await send(url, post, addresses, { signal, connectMs, progress });
    return await judge(response, url.host);
  } catch (error) {
    return networkFailure(error as NodeJS.ErrnoException, url.host, progress);
  }
}

async function checkedAddresses(url: URL, limitMs: number): Promise<FoundAddress[] | SendFailure> {
  try {
    const found = await findAddresses(url.hostname.replace(/^\[|\]$/g, ''), limitMs);
    // One bad address among several is enough: a name that leads inside at times is no receiver.
    const refusal = found.map(({ address }) => refusedAddress(address)).find((one) => one !== undefined);
    return refusal ? failed('address_refused', `${url.host} is not posted to: ${refusal}.`, { permanent: true }) : found;
  } catch (error) {
    return networkFailure(error as NodeJS.ErrnoException, url.host, { connected: false });
  }
}

type Sending = { signal: AbortSignal; connectMs: number; progress: { connected: boolean } };

function send(url: URL, { body, headers }: WebhookPost, addresses: FoundAddress[], sending: Sending): Promise<IncomingMessage> {
  const { signal, connectMs, progress } = sending;
  const first = addresses[0];
  const known: LookupFunction = (_host, options, done) =>
    options.all ? done(null, addresses) : done(null, first?.address ?? '', first?.family ?? 4);
  const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect';
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      agent: false,
      lookup: known,
      signal,
      maxHeaderSize: HEADERS_LIMIT_BYTES,
      headers: {
        'user-agent': 'Sitrep',
        'content-type': 'application/json; charset=utf-8',
        ...headers,
        'content-length': String(Buffer.byteLength(body)),
      },
    });
    const tooLate = () => request.destroy(Object.assign(new Error('not connected in time'), { code: 'ETIMEDOUT' }));
    const timer = setTimeout(tooLate, connectMs);
    request.once('socket', (socket) =>
      socket.once(ready, () => {
        clearTimeout(timer);
        progress.connected = true;
        request.end(body);
      }),
    );
    request.once('response', resolve);
    request.on('error', reject);
    request.once('close', () => clearTimeout(timer));
  });
}

/** What a status means; the receiver's own words stand in the message, shortened. */
async function judge(response: IncomingMessage, host: string): Promise<SendOutcome> {
  const status = response.statusCode ?? 0;
  const said = await readWords(response);
  if (status >= 200 && status < 300) return { delivered: true };
  const message = `${host} answered ${status}${said && `: ${said}`}`;
  if (status >= 300 && status < 400)
    return failed('redirected', `${message}. Redirects are not followed; use the address it leads to.`, { permanent: true });
  const retryAfterMs = readRetryAfter(response.headers['retry-after'], new Date());
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return failed('rate_limited', message, wait);
  if (LATER.has(status)) return failed('refused_for_now', message, wait);
  if (status >= 400 && status < 500) return failed('refused', message, { permanent: true });
  return failed('receiver_failed', message, { ...wait, ...(UNSURE.has(status) ? { unsure: true as const } : {}) });
}

async function readWords(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > ANSWER_LIMIT_BYTES) break;
    }
  } catch {
    // The status has been said; the rest of the answer decides nothing.
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return /^\s*</.test(text)
    ? ''
    : text
        .replace(/[\p{C}\s]+/gu, ' ')
        .trim()
        .slice(0, SAID_CHARS);
}

const WORDS: Record<string, [error: string, words: string]> = {
  ECONNREFUSED: ['connection_refused', 'the connection was refused: nothing listens there'],
  ECONNRESET: ['connection_lost', 'the other side closed the connection'],
  EPIPE: ['connection_lost', 'the other side closed the connection'],
  ETIMEDOUT: ['connection_timeout', 'no connection within 5 seconds'],
  ENOTFOUND: ['name_unknown', 'the name does not exist'],
  EAI_AGAIN: ['name_unknown', 'the name could not be looked up'],
  EHOSTUNREACH: ['unreachable', 'no route to that machine'],
  ENETUNREACH: ['unreachable', 'no route to that network'],
};

function networkFailure(error: NodeJS.ErrnoException, host: string, progress: { connected: boolean }): SendFailure {
  const unsure = progress.connected ? { unsure: true as const } : {};
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    const [code, words] = progress.connected ? ['answer_timeout', 'no answer in time'] : ['connection_timeout', 'no connection in time'];
    return failed(code, `${host}: ${words}`, unsure);
  }
  const [code, words] = WORDS[error.code ?? ''] ?? ['connection_failed', error.message];
  return failed(code, `${host}: ${words}`, unsure);
}
