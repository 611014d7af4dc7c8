import { eventStreamParser, type StreamMessage } from './event-stream';

export type LiveState = 'connecting' | 'open' | 'lost';
export type LiveEnd = 'revoked' | 'forbidden' | 'gone';

export type LiveListener = {
  onMessage: (message: StreamMessage) => void;
  onState: (state: LiveState, end?: LiveEnd) => void;
  /** Open again after a break: what happened meanwhile may have been missed; these runs' output comes again. */
  onResume: (runs: string[]) => void;
};

/** The server says something at least every 15 s; after two missed ones the line is taken for dead. */
const SILENCE_MS = 35_000;
/** On waking, one missed is enough. */
const SILENCE_ON_WAKE_MS = 16_000;
const LOST_AFTER_MS = 3_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** A burst is read in slices, with room for the page between them. */
const SLICE_MS = 8;
const RETRY_MS = [150, 500, 1_000, 2_000, 4_000, 8_000] as const;
const REFUSALS: Readonly<Record<number, LiveEnd>> = { 401: 'revoked', 403: 'forbidden', 404: 'gone' };

const breathe = () =>
  new Promise<void>((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(null);
  });

/**
 * Keeps one event stream open. It reads by fetch rather than EventSource, so that keep-alive comments are seen (silence
 * is noticed), a refusal can be told from a break, and a page that cannot keep up slows the server down.
 */
export class LiveConnection {
  #closed = false;
  #attempt = 0;
  #greeted = false;
  #lastId = '';
  /** The server's name for the open stream; empty while there is none. */
  #stream = '';
  #heardAt = Date.now();
  #abort: AbortController | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #lost: ReturnType<typeof setTimeout> | undefined;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #watched = new Set<string>();

  constructor(
    readonly path: string,
    readonly listener: LiveListener,
  ) {
    this.#timer = setInterval(() => this.#check(SILENCE_MS), 5_000);
    document.addEventListener('visibilitychange', this.#wake);
    window.addEventListener('online', this.#connect);
    window.addEventListener('pageshow', this.#wake);
    this.#connect();
  }

  /** Asks for a run's output from its first byte; again after every break, until forgotten. */
  watch(run: string): void {
    this.#watched.add(run);
    if (this.#stream) this.#ask(run);
  }

  /** Output of this run comes by itself; after a break it must be asked for. */
  follow(run: string): void {
    this.#watched.add(run);
  }

  forget(run: string): void {
    this.#watched.delete(run);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#lost);
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#wake);
    window.removeEventListener('online', this.#connect);
    window.removeEventListener('pageshow', this.#wake);
    this.#abort?.abort();
  }

  readonly #connect = async (): Promise<void> => {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    this.#abort?.abort();
    const mine = new AbortController();
    this.#abort = mine;
    this.#stream = '';
    this.#heardAt = Date.now();
    const slow = setTimeout(() => mine.abort(), CONNECT_TIMEOUT_MS);
    try {
      const answer = await fetch(this.#address(), { headers: this.#headers(), cache: 'no-store', signal: mine.signal });
      clearTimeout(slow);
      const refusal = REFUSALS[answer.status];
      if (refusal) return this.#finish(refusal);
      if (answer.ok && answer.body) await this.#read(answer.body, mine.signal);
    } catch {
      // A break: a refusal was told apart above; tried again below.
    }
    clearTimeout(slow);
    if (!this.#closed && this.#abort === mine) this.#again();
  };

  #address(): string {
    const url = new URL(this.path, location.origin);
    if (this.#lastId) url.searchParams.set('after', this.#lastId);
    return url.href;
  }

  #headers(): Record<string, string> {
    return { accept: 'text/event-stream', ...(this.#lastId ? { 'last-event-id': this.#lastId } : {}) };
  }

  async #read(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    const feed = eventStreamParser((message) => this.#take(message));
    const decoder = new TextDecoder();
    const reader = body.getReader();
    let since = performance.now();
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#heardAt = Date.now();
      feed(decoder.decode(value, { stream: true }));
      if (performance.now() - since < SLICE_MS) continue;
      await breathe();
      since = performance.now();
    }
  }

  #take(message: StreamMessage): void {
    if (message.id) this.#lastId = message.id;
    if (message.type === 'hello') this.#greet((JSON.parse(message.data) as { stream: string }).stream);
    else if (message.type === 'end' && message.data.includes('revoked')) this.#finish('revoked');
    else if (message.type !== 'end') this.listener.onMessage(message);
  }

  #greet(stream: string): void {
    this.#stream = stream;
    this.#attempt = 0;
    clearTimeout(this.#lost);
    this.#lost = undefined;
    this.listener.onState('open');
    for (const run of this.#watched) this.#ask(run);
    if (this.#greeted) this.listener.onResume([...this.#watched]);
    this.#greeted = true;
  }

  #ask(run: string): void {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ run }) };
    // When this fails the stream has broken too, and asks again once it is back.
    fetch(`/live/${this.#stream}/watch`, request).catch(() => {});
  }

  #finish(end: LiveEnd): void {
    this.close();
    this.listener.onState('lost', end);
  }

  #again(): void {
    this.#stream = '';
    this.listener.onState('connecting');
    this.#lost ??= setTimeout(() => this.listener.onState('lost'), LOST_AFTER_MS);
    const delayMs = RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)] ?? 8_000;
    this.#retry = setTimeout(this.#connect, delayMs * (0.75 + Math.random() / 2));
  }

  /** After sleep or a change of network a dead line looks alive: whoever heard nothing for long connects anew. */
  #check(silenceMs: number): void {
    if (!this.#closed && !document.hidden && Date.now() - this.#heardAt > silenceMs) this.#connect();
  }

  readonly #wake = (): void => this.#check(this.#stream ? SILENCE_ON_WAKE_MS : 0);
}
