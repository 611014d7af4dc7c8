import { connect, type Socket } from 'node:net';

const OPEN_AT_ONCE = 50;
const OPEN_LIMIT_MS = 30_000;
const MARK = /sent:(\d+(?:\.\d+)?):/g;
const ID = /(?:^|\n)id: (\d+)\n/g;

/** One reader of a stream of server-sent events on a bare socket, so that reading costs the same whoever sends. */
class Viewer {
  #text = '';
  readonly socket: Socket;
  last = 0;
  gaps = 0;
  repeats = 0;
  opened = false;

  constructor(url: URL, headers: Record<string, string>, onEvent: (sentAtMs: number) => void, onOpen: () => void) {
    this.socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\n${lines.join('')}\r\n`);
    this.socket.setEncoding('latin1').on('data', (part) => {
      if (!this.opened) {
        this.opened = true;
        onOpen();
      }
      this.#take(String(part), onEvent);
    });
    this.socket.on('error', () => {});
  }

  #take(part: string, onEvent: (sentAtMs: number) => void): void {
    const text = this.#text + part;
    const end = text.lastIndexOf('\n\n');
    if (end < 0) {
      this.#text = text;
      return;
    }
    const whole = text.slice(0, end + 2);
    this.#text = text.slice(end + 2);
    for (const [, id] of whole.matchAll(ID)) this.#number(Number(id));
    for (const [, at] of whole.matchAll(MARK)) onEvent(Number(at));
  }

  #number(id: number): void {
    if (this.last > 0 && id > this.last + 1) this.gaps += id - this.last - 1;
    if (id <= this.last) this.repeats++;
    this.last = Math.max(this.last, id);
  }
}

/** Many readers of one stream. What is sent carries `sent:INSTANT:`, an instant of this process's performance.now(). */
export class Viewers {
  #viewers: Viewer[] = [];
  #arrived = new Map<number, number>();
  #waiting = new Map<number, () => void>();
  readonly latencies: number[] = [];

  static async open(count: number, url: string, headers: Record<string, string> = {}): Promise<Viewers> {
    const viewers = new Viewers();
    for (let from = 0; from < count; from += OPEN_AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(OPEN_AT_ONCE, count - from) }, () => viewers.#add(new URL(url), headers)));
    return viewers;
  }

  #add(url: URL, headers: Record<string, string>): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('a viewer was not answered')), OPEN_LIMIT_MS);
      const opened = () => {
        clearTimeout(late);
        resolve();
      };
      this.#viewers.push(new Viewer(url, headers, (at) => this.#note(at), opened));
    });
  }

  #note(sentAtMs: number): void {
    this.latencies.push(performance.now() - sentAtMs);
    const arrived = (this.#arrived.get(sentAtMs) ?? 0) + 1;
    this.#arrived.set(sentAtMs, arrived);
    if (arrived === this.#viewers.length) this.#waiting.get(sentAtMs)?.();
  }

  /** Sends one event; resolves with the milliseconds until the last viewer had it. */
  async lastHas(send: (mark: string) => Promise<unknown>): Promise<number> {
    const sentAtMs = Number(performance.now().toFixed(3));
    const all = new Promise<void>((resolve) => this.#waiting.set(sentAtMs, resolve));
    const answered = send(`sent:${sentAtMs}:`);
    await all;
    const tookMs = performance.now() - sentAtMs;
    await answered;
    this.#waiting.delete(sentAtMs);
    this.#arrived.delete(sentAtMs);
    return tookMs;
  }

  get gaps(): number {
    return this.#viewers.reduce((sum, { gaps }) => sum + gaps, 0);
  }

  get repeats(): number {
    return this.#viewers.reduce((sum, { repeats }) => sum + repeats, 0);
  }

  /** The newest number that every viewer has. */
  get last(): number {
    return Math.min(...this.#viewers.map(({ last }) => last));
  }

  get open(): number {
    return this.#viewers.filter(({ socket }) => !socket.destroyed).length;
  }

  close(): void {
    for (const { socket } of this.#viewers) socket.destroy();
  }
}
