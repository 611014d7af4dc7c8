import type { FileHandle } from 'node:fs/promises';

/** Node keeps a string of a million bytes outside of the heap, where only a whole collection finds it again; this is less. */
const PIECE_BYTES = 960 * 1024;
const NEWLINE = 10;

/**
 * Reads a file in pieces of whole lines, the next while one is worked on; a line longer than a piece comes in parts. Gives bytes as latin1, so
 * that each character is one byte.
 */
export async function* readPieces(
  handle: FileHandle,
  sizeBytes: number,
  signal: AbortSignal,
  pieceBytes = PIECE_BYTES,
): AsyncGenerator<string> {
  const buffers = [Buffer.allocUnsafe(2 * pieceBytes), Buffer.allocUnsafe(2 * pieceBytes)] as const;
  let carry = Buffer.alloc(0);
  let position = 0;
  const readInto = (buffer: Buffer, from: number) => handle.read(buffer, pieceBytes, Math.min(pieceBytes, sizeBytes - from), from);
  let reading = readInto(buffers[0], 0);
  for (let turn = 0; position < sizeBytes && !signal.aborted; turn += 1) {
    const buffer = buffers[turn % 2] as Buffer;
    const { bytesRead } = await reading;
    if (bytesRead === 0) break;
    position += bytesRead;
    if (position < sizeBytes) reading = readInto(buffers[(turn + 1) % 2] as Buffer, position);
    // What the last piece left over goes right before this one.
    const start = pieceBytes - carry.copy(buffer, pieceBytes - carry.length);
    const end = pieceBytes + bytesRead;
    const last = position < sizeBytes ? buffer.lastIndexOf(NEWLINE, end - 1) : end - 1;
    const cut = last < pieceBytes ? end : last + 1;
    yield buffer.toString('latin1', start, cut);
    carry = Buffer.from(buffer.subarray(cut, end));
  }
  if (carry.length) yield carry.toString('latin1');
}
