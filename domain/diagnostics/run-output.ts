import { createHash } from 'node:crypto';
import { Spool } from '@/lib/spool';
import type { OutputStream } from './schema';

/** Kept in the database with the run; more than this goes to a spool on the engine's disk. */
export const INLINE_BYTES = 1024 * 1024;
const HALF_BYTES = INLINE_BYTES / 2;
const MAX_SWITCHES = 2_000;

export type StreamSwitch = [offset: number, stream: OutputStream];
export type OutputPiece = { offset: number; stream: OutputStream; buffer: Buffer };
export type InlineOutput = { head: string; tail: string; bytes: number; switches: StreamSwitch[]; truncated: boolean };

/**
 * One run's output while it is made: hashed, counted, kept within bounds, and read by any number of viewers at their own
 * pace. A viewer is only an offset; a slow one costs nothing.
 */
export class RunOutput {
  #bytes = 0;
  #hash = createHash('sha256');
  #window: { offset: number; buffer: Buffer }[] = [];
  #windowBytes = 0;
  #head: Buffer[] = [];
  #switches: StreamSwitch[] = [];
  #spool: Spool | null = null;
  #spoolBroken = false;
  #listeners = new Set<() => void>();
  #closed = false;

  constructor(
    private readonly spoolDir: string,
    private readonly onSpoolError: (error: Error) => void,
  ) {}

  get bytes(): number {
    return this.#bytes;
  }

  get closed(): boolean {
    return this.#closed;
  }

  write(stream: OutputStream, text: string): void {
    const buffer = Buffer.from(text, 'utf8');
    if (buffer.length === 0) return;
    if (this.#switches.at(-1)?.[1] !== stream && this.#switches.length < MAX_SWITCHES) this.#switches.push([this.#bytes, stream]);
    this.#hash.update(buffer);
    this.#keep(buffer);
    this.#bytes += buffer.length;
    for (const listener of this.#listeners) listener();
  }

  /** What comes at or after `offset`, at most `length` bytes of one stream; null when there is nothing more yet. */
  read(offset: number, length: number): OutputPiece | null {
    if (offset >= this.#bytes) return null;
    const found = this.#fromWindow(offset) ?? this.#spool?.read(offset, length) ?? this.#window[0];
    if (!found) return null;
    const stop = this.#switches.find(([at]) => at > found.offset)?.[0] ?? Number.POSITIVE_INFINITY;
    const buffer = wholeCharacters(found.buffer.subarray(0, Math.min(length, stop - found.offset)));
    return { offset: found.offset, stream: streamAt(this.#switches, found.offset), buffer };
  }

  /** Calls back on every growth and at the end, until the returned function is called. */
  onGrow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the database keeps: all of it, or head and tail. */
  inline(): InlineOutput {
    const head = Buffer.concat(this.#head);
    const whole = this.#bytes <= INLINE_BYTES;
    const shown = whole ? Buffer.concat(this.#window.map((chunk) => chunk.buffer)) : head;
    return {
      head: wholeCharacters(shown).toString('utf8'),
      tail: whole ? '' : wholeStart(Buffer.concat(this.#window.map((chunk) => chunk.buffer)).subarray(-HALF_BYTES)).toString('utf8'),
      bytes: this.#bytes,
      switches: this.#switches,
      truncated: !whole,
    };
  }

  /** Ends it and gives the SHA-256 of everything written. Viewers may go on reading. */
  close(): string {
    this.#closed = true;
    for (const listener of this.#listeners) listener();
    return this.#hash.digest('hex');
  }

  /** Lets go of the files; nobody may read afterwards. */
  release(): void {
    this.#listeners.clear();
    this.#spool?.close();
    this.#spool = null;
  }

  #keep(buffer: Buffer): void {
    const headBytes = Math.min(HALF_BYTES - Math.min(HALF_BYTES, this.#bytes), buffer.length);
    if (headBytes > 0) this.#head.push(buffer.subarray(0, headBytes));
    this.#window.push({ offset: this.#bytes, buffer });
    this.#windowBytes += buffer.length;
    if (this.#spool || this.#bytes + buffer.length > INLINE_BYTES) this.#spoolOut(buffer);
    while (this.#windowBytes > INLINE_BYTES && this.#window.length > 1) this.#windowBytes -= this.#window.shift()?.buffer.length ?? 0;
  }

  #spoolOut(buffer: Buffer): void {
    if (this.#spoolBroken) return;
    try {
      if (this.#spool) this.#spool.append(buffer);
      else {
        this.#spool = Spool.create(this.spoolDir);
        for (const chunk of this.#window) this.#spool.append(chunk.buffer);
      }
    } catch (error) {
      // A full disk must not end the run: head and tail stay in memory and go to the database.
      this.#spoolBroken = true;
      this.onSpoolError(error as Error);
    }
  }

  #fromWindow(offset: number): { offset: number; buffer: Buffer } | null {
    let low = 0;
    let high = this.#window.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const chunk = this.#window[middle] as { offset: number; buffer: Buffer };
      if (offset < chunk.offset) high = middle - 1;
      else if (offset >= chunk.offset + chunk.buffer.length) low = middle + 1;
      else return { offset, buffer: chunk.buffer.subarray(offset - chunk.offset) };
    }
    return null;
  }
}

export function streamAt(switches: StreamSwitch[], offset: number): OutputStream {
  let stream: OutputStream = 'stdout';
  for (const [at, name] of switches) {
    if (at > offset) break;
    stream = name;
  }
  return stream;
}

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;

/** Without the bytes of a character that is cut off at the end. */
export function wholeCharacters(buffer: Buffer): Buffer {
  let start = buffer.length - 1;
  while (start > 0 && buffer.length - start < 4 && isContinuation(buffer[start])) start--;
  const lead = buffer[start] ?? 0;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start >= 0 && size > buffer.length - start ? buffer.subarray(0, start) : buffer;
}

/** Without the bytes of a character that began before the buffer. */
function wholeStart(buffer: Buffer): Buffer {
  let start = 0;
  while (start < 3 && isContinuation(buffer[start])) start++;
  return buffer.subarray(start);
}
