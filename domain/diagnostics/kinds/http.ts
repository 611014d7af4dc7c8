import { errored, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { type HttpRequest, readRequest } from './http/read-request';
import { type Answer, sendRequest } from './http/send-request';
import { ms, rounded } from './one-line';

const MOST_REDIRECTS = 5;
const SHOWN_CHARACTERS = 16 * 1024;
const HIDDEN = new Set(['set-cookie', 'authorization', 'proxy-authorization', 'www-authenticate', 'proxy-authenticate']);

/** Headers as they may be stored: what would let someone in is only named. */
function shownHeaders(headers: Answer['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      HIDDEN.has(name) ? '[redacted]' : Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function bodyText({ headers, body }: Answer): { text: string; json: unknown } {
  const encoded = headers['content-encoding'];
  if (encoded && encoded !== 'identity') return { text: `[${body.length} bytes, ${encoded}]`, json: null };
  const text = body.toString('utf8').replaceAll('\0', '\ufffd');
  try {
    return { text, json: JSON.parse(text) };
  } catch {
    return { text, json: null };
  }
}

/** Where a redirect leads, if it stays on the same origin; a request that changed something is never sent again. */
function nextRequest(request: HttpRequest, answer: Answer): HttpRequest | undefined {
  const { location } = answer.headers;
  if (![301, 302, 303, 307, 308].includes(answer.status) || !location || !['GET', 'HEAD'].includes(request.method)) return;
  const url = URL.canParse(location, request.url) ? new URL(location, request.url) : undefined;
  return url?.origin === request.url.origin ? { ...request, url, body: undefined } : undefined;
}

/** How far the server's clock is ahead of this machine's, by its Date header, which counts whole seconds. */
function clockSkewMs({ headers, timings }: Answer): number | null {
  const serverMs = Date.parse(headers.date ?? '');
  return Number.isNaN(serverMs) ? null : Math.round(serverMs + 500 - (Date.now() - timings.totalMs / 2));
}

async function report({ emit }: RunnerRequest, { method, url }: HttpRequest, answer: Answer, text: string): Promise<void> {
  const { dnsMs, connectMs, tlsMs, ttfbMs, totalMs } = answer.timings;
  const headers = Object.entries(shownHeaders(answer.headers)).map(([name, value]) => `${name}: ${value}`);
  const shown = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}\n… (${text.length} characters)` : text;
  const times = `dns ${ms(dnsMs)} · connect ${ms(connectMs)} · tls ${ms(tlsMs)} · first byte ${ms(ttfbMs)} · total ${ms(totalMs)}`;
  await emit(
    'stdout',
    `${method} ${url.pathname}${url.search}\n${answer.status} ${answer.statusText}\n${headers.join('\n')}\n\n${shown}${shown.endsWith('\n') ? '' : '\n'}\n${times}\n`,
  );
}

async function exchange(request: RunnerRequest, first: HttpRequest): Promise<Outcome> {
  let current = first;
  const redirects: string[] = [];
  for (;;) {
    const answer = await sendRequest(request.target, current, request.signal);
    if (request.signal.aborted) return stoppedEarly();
    if ('error' in answer) {
      await request.emit('stderr', `${answer.error.message}\n`);
      if (answer.error.code === 'egress') return errored(answer.error.code, answer.error.message);
      const data = {
        status: 0,
        headers: {},
        body: '',
        json: null,
        timings: rounded(answer.timings),
        redirects,
        truncated: false,
        error: answer.error,
      };
      return { status: 'completed', data };
    }
    const next = redirects.length < MOST_REDIRECTS ? nextRequest(current, answer) : undefined;
    if (!next) {
      const { text, json } = bodyText(answer);
      await report(request, current, answer, text);
      const data = {
        status: answer.status,
        headers: shownHeaders(answer.headers),
        body: text,
        json,
        timings: rounded(answer.timings),
        clockSkewMs: clockSkewMs(answer),
        redirects,
        truncated: answer.truncated,
        error: null,
      };
      return { status: 'completed', data };
    }
    redirects.push(next.url.pathname + next.url.search);
    current = next;
  }
}

/**
 * Sends the block's request to its target. Data: status (0 when there was no answer), headers, body and json (256 KiB at most), timings
 * {dnsMs, connectMs, tlsMs, ttfbMs, totalMs}, clockSkewMs (the server's clock less ours, null without a Date), redirects (followed on the same origin only), truncated, error {code, message}.
 */
export const http: Runner = async (request) => {
  const first = readRequest(request);
  if ('problem' in first) return errored('body', `The request cannot be sent: ${first.problem}.`);
  return exchange(request, first);
};
