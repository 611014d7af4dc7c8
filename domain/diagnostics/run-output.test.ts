import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { INLINE_BYTES, RunOutput } from './run-output';
import type { OutputStream } from './schema';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-output-'));
afterAll(() => rmSync(root, { recursive: true }));
let made = 0;
const open = () => new RunOutput(path.join(root, String(made++)), (error) => expect.fail(error.message));

function readAll(output: RunOutput, length: number, from = 0): { stream: OutputStream; text: string }[] {
  const pieces: { stream: OutputStream; text: string }[] = [];
  for (let offset = from; ; ) {
    const piece = output.read(offset, length);
    if (!piece) return pieces;
    expect(piece.offset).toBe(offset);
    pieces.push({ stream: piece.stream, text: piece.buffer.toString('utf8') });
    offset = piece.offset + piece.buffer.length;
  }
}

const writes = fc.array(
  fc.tuple(fc.constantFrom<OutputStream>('stdout', 'stderr'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })),
  { maxLength: 40 },
);

test('what was written is what every viewer reads, at any pace, by stream and without a broken character', () => {
  fc.assert(
    fc.property(writes, fc.integer({ min: 4, max: 200 }), (parts, length) => {
      const output = open();
      for (const [stream, text] of parts) output.write(stream, text);
      const expected = parts.map(([, text]) => Buffer.from(text).toString('utf8')).join('');
      const pieces = readAll(output, length);
      expect(pieces.map((piece) => piece.text).join('')).toBe(expected);
      for (const stream of ['stdout', 'stderr'] as const) {
        const of = (list: { stream: string; text: string }[]) =>
          list.flatMap((piece) => (piece.stream === stream ? [piece.text] : [])).join('');
        expect(of(pieces)).toBe(of(parts.map(([name, text]) => ({ stream: name, text: Buffer.from(text).toString('utf8') }))));
      }
      expect(output.close()).toBe(createHash('sha256').update(expected).digest('hex'));
    }),
  );
});

test('beyond the inline size the database keeps head and tail, and a late viewer still reads all of it', () => {
  const output = open();
  const line = `${'x'.repeat(98)}é\n`;
  const count = Math.ceil((3 * INLINE_BYTES) / Buffer.byteLength(line));
  for (let i = 0; i < count; i++) output.write('stdout', line);
  const { head, tail, bytes, truncated } = output.inline();
  expect(truncated).toBe(true);
  expect(bytes).toBe(count * Buffer.byteLength(line));
  expect(line.repeat(count).startsWith(head)).toBe(true);
  expect(line.repeat(count).endsWith(tail)).toBe(true);
  expect(Buffer.byteLength(head) + Buffer.byteLength(tail)).toBeGreaterThan(INLINE_BYTES - 10);
  expect(
    readAll(output, 64 * 1024)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(line.repeat(count));
  output.release();
});

test('a viewer is told of growth and of the end', () => {
  const output = open();
  let calls = 0;
  const stop = output.onGrow(() => calls++);
  output.write('stdout', 'a');
  output.close();
  expect(calls).toBe(2);
  stop();
});
