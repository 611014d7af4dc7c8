import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

const HEAD_BYTES = 32 * 1024 * 1024;
const SEGMENT_BYTES = 16 * 1024 * 1024;
const KEPT_SEGMENTS = 3;

/**
 * Keeps the first 32 MiB and at least the last 32 MiB of a long output in files. Positions count from the beginning of
 * the output, kept or not. Writes go to the page cache and are synchronous: tens of microseconds a chunk, in order.
 */
export class Spool {
  #head: number;
  #segments = new Map<number, number>();
  #end = 0;

  private constructor(
    private readonly dir: string,
    flags: 'w+' | 'r',
  ) {
    this.#head = openSync(path.join(dir, 'head'), flags, 0o600);
  }

  /** Starts an empty spool in a folder of its own. */
  static create(dir: string): Spool {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return new Spool(dir, 'w+');
  }

  /** Opens a finished spool for reading; null when this machine has none there. */
  static open(dir: string, bytes: number): Spool | null {
    if (!existsSync(path.join(dir, 'head'))) return null;
    const spool = new Spool(dir, 'r');
    spool.#end = bytes;
    for (const name of readdirSync(dir)) {
      const index = /^tail-(\d+)$/.exec(name)?.[1];
      if (index !== undefined) spool.#segments.set(Number(index), openSync(path.join(dir, name), 'r'));
    }
    return spool;
  }

  append(buffer: Buffer): void {
    let from = 0;
    while (from < buffer.length) {
      const { fd, at, room } = this.#place(this.#end);
      const length = Math.min(room, buffer.length - from);
      writeSync(fd, buffer, from, length, at);
      from += length;
      this.#end += length;
    }
  }

  /** Up to `length` bytes from `offset`; where they were not kept, from the next that were. */
  read(offset: number, length: number): { offset: number; buffer: Buffer } {
    const from = this.#kept(offset);
    const { fd, at, room } = this.#place(from);
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, room, this.#end - from)));
    return { offset: from, buffer: buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, at)) };
  }

  close(): void {
    for (const fd of [this.#head, ...this.#segments.values()]) closeSync(fd);
  }

  #kept(offset: number): number {
    if (offset < HEAD_BYTES || offset >= this.#end) return offset;
    const oldest = Math.min(...this.#segments.keys());
    return Math.max(offset, HEAD_BYTES + oldest * SEGMENT_BYTES);
  }

  #place(offset: number): { fd: number; at: number; room: number } {
    if (offset < HEAD_BYTES) return { fd: this.#head, at: offset, room: HEAD_BYTES - offset };
    const index = Math.floor((offset - HEAD_BYTES) / SEGMENT_BYTES);
    const at = (offset - HEAD_BYTES) % SEGMENT_BYTES;
    return { fd: this.#segments.get(index) ?? this.#open(index), at, room: SEGMENT_BYTES - at };
  }

  #open(index: number): number {
    const file = (n: number) => path.join(this.dir, `tail-${n}`);
    const fd = openSync(file(index), 'w+', 0o600);
    this.#segments.set(index, fd);
    const dropped = this.#segments.get(index - KEPT_SEGMENTS);
    if (dropped !== undefined) {
      closeSync(dropped);
      rmSync(file(index - KEPT_SEGMENTS));
      this.#segments.delete(index - KEPT_SEGMENTS);
    }
    return fd;
  }
}
