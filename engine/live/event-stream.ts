import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';

/** A reader with this much unread is cut off; it resumes from its last id. */
const SLOW_READER_BYTES = 4 * 1024 * 1024;
/** Above this, output waits for the reader; it can always be read later. */
const FULL_BYTES = 512 * 1024;
const SSE_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  connection: 'close',
};

/** One event in the text/event-stream format (WHATWG HTML, server-sent events). */
export function frame(event: string | null, payload: unknown, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}${event ? `event: ${event}\n` : ''}data: ${JSON.stringify(payload)}\n\n`;
}

/** A reader's end of a stream of server-sent events. */
export class EventStream {
  #closed = false;
  #onClose: (() => void)[] = [];
  /** The line itself once the head is out: going through the response again for each event costs more than sending it. */
  #line: Writable;

  constructor(private readonly raw: ServerResponse) {
    raw.socket?.setNoDelay(true);
    // Ended by closing the line, so events need no frames of chunks.
    raw.useChunkedEncodingByDefault = false;
    raw.writeHead(200, SSE_HEADERS);
    raw.flushHeaders();
    this.#line = raw.socket ?? raw;
    raw.on('close', () => this.#closeOnce());
    raw.on('error', () => this.#closeOnce());
  }

  get closed(): boolean {
    return this.#closed;
  }

  get full(): boolean {
    return this.#line.writableLength > FULL_BYTES;
  }

  send(text: string | Buffer): void {
    if (this.#closed) return;
    this.#line.write(text);
    if (this.#line.writableLength > SLOW_READER_BYTES) this.raw.destroy();
  }

  /** Calls back once the reader has caught up with what was written, or is gone. */
  whenDrained(callback: () => void): void {
    if (this.#closed) return void setImmediate(callback);
    const once = () => {
      this.#line.off('drain', once).off('close', once);
      callback();
    };
    this.#line.once('drain', once).once('close', once);
  }

  onClose(callback: () => void): void {
    this.#onClose.push(callback);
  }

  end(): void {
    if (!this.#closed) this.raw.end();
  }

  #closeOnce(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const callback of this.#onClose) callback();
  }
}
