import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutputChunk, OutputStream } from '@/domain/diagnostics/schema';
import { OutputLog } from './output-log';
import { LINE_CHARS, utf8Bytes } from './output-page';

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** Cuts a text into chunks with their byte offsets, as a server would. */
function chunksOf(text: string, cuts: number[], stream: OutputStream = 'stdout'): OutputChunk[] {
  const letters = Array.from(text);
  const chunks: OutputChunk[] = [];
  let at = 0;
  let offset = 0;
  for (const size of [...cuts, letters.length]) {
    const piece = letters.slice(at, at + size).join('');
    at += size;
    if (!piece) continue;
    chunks.push({ offset, stream, text: piece });
    offset += bytes(piece);
  }
  return chunks;
}

function shown(log: OutputLog): string[] {
  return Array.from({ length: log.rows }, (_, i) => {
    const row = log.row(i);
    return row?.kind === 'line' ? row.text : `gap ${row?.gap.bytes}`;
  });
}

function lines(text: string): string[] {
  const all = text.split('\n');
  if (all.at(-1) === '') all.pop();
  return all;
}

const text = fc.array(fc.constantFrom('a', 'bc', '\n', 'é', '€', '😀', 'long line '), { maxLength: 200 }).map((parts) => parts.join(''));
const cuts = fc.array(fc.nat(9), { maxLength: 60 });

describe('utf8Bytes', () => {
  it('counts as the encoder does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(utf8Bytes(value)).toBe(bytes(value));
      }),
    );
  });
});

describe('OutputLog', () => {
  it('holds the lines of the text wherever it was cut and however small its pages', () => {
    fc.assert(
      fc.property(text, cuts, fc.integer({ min: 1, max: 40 }), (whole, sizes, pageChars) => {
        const log = new OutputLog({ pageChars });
        for (const chunk of chunksOf(whole, sizes)) log.append(chunk);
        expect(shown(log)).toEqual(lines(whole));
        expect(log.lines).toBe(lines(whole).length);
        expect(log.next).toBe(bytes(whole));
      }),
    );
  });

  it('drops repeats and overlaps, also when they are cut differently', () => {
    fc.assert(
      fc.property(text, cuts, cuts, fc.nat(30), (whole, first, second, back) => {
        const log = new OutputLog({ pageChars: 16 });
        const sent = chunksOf(whole, first);
        for (const chunk of sent.slice(0, back)) log.append(chunk);
        for (const chunk of chunksOf(whole, second)) log.append(chunk);
        for (const chunk of sent) log.append(chunk);
        expect(shown(log)).toEqual(lines(whole));
      }),
    );
  });

  it('waits for an asked replay before it takes what lies ahead', () => {
    const log = new OutputLog();
    log.expectReplay();
    const [a, b, c] = chunksOf('one\ntwo\nthree\n', [4, 4]) as [OutputChunk, OutputChunk, OutputChunk];
    expect(log.append(c)).toBe(false);
    expect(log.rows).toBe(0);
    for (const chunk of [a, b, c]) log.append(chunk);
    expect(shown(log)).toEqual(['one', 'two', 'three']);
  });

  it('shows a jump as a gap once no replay is to come', () => {
    const log = new OutputLog();
    log.append({ offset: 0, stream: 'stdout', text: 'head\npart' });
    log.expectReplay();
    log.append({ offset: 100, stream: 'stdout', text: 'tail\n' });
    log.settle();
    expect(shown(log)).toEqual(['head', 'part', 'gap 91', 'tail']);
  });

  it('keeps the beginning and the end within its bounds and says what lies between', () => {
    const log = new OutputLog({ headChars: 40, headLines: 10, tailChars: 40, tailLines: 10, pageChars: 10 });
    const all = Array.from({ length: 500 }, (_, i) => `l${i}`);
    for (const chunk of chunksOf(`${all.join('\n')}\n`, Array(400).fill(7))) log.append(chunk);
    const rows = shown(log);
    expect(rows[0]).toBe('l0');
    expect(rows.at(-1)).toBe('l499');
    expect(rows.length).toBeLessThan(40);
    const gap = rows.findIndex((row) => row.startsWith('gap '));
    const kept = rows.filter((_, i) => i !== gap).reduce((sum, row) => sum + row.length + 1, 0);
    expect(rows[gap]).toBe(`gap ${log.next - kept}`);
    expect(log.row(rows.length - 1)).toMatchObject({ number: 499 });
    expect(log.lines).toBe(500);
    expect(log.row(log.rowOfLine(499))).toMatchObject({ number: 499 });
    expect(log.rowOfLine(250)).toBe(gap + 1);
  });

  it('breaks endless lines, but no letter and no escape', () => {
    const whole = `${'x'.repeat(LINE_CHARS - 3)}\u001b[31m${'😀'.repeat(LINE_CHARS)}`;
    const log = new OutputLog();
    for (const chunk of chunksOf(whole, [5_000])) log.append(chunk);
    const rows = shown(log);
    expect(rows.join('')).toBe(whole);
    expect(rows[1]?.startsWith('\u001b[31m😀')).toBe(true);
    for (const row of rows) expect(() => encodeURIComponent(row)).not.toThrow();
  });

  it('knows the stream and the style of each line', () => {
    const log = new OutputLog({ pageChars: 12 });
    log.append({ offset: 0, stream: 'stdout', text: 'plain \u001b[31mred\n' });
    log.append({ offset: 15, stream: 'stderr', text: 'still red\u001b[0m\nplain\n' });
    expect(log.row(1)).toMatchObject({ text: 'still red\u001b[0m', style: 2, streams: [[0, 'stderr']] });
    expect(log.row(2)).toMatchObject({ text: 'plain', style: 0, streams: [[0, 'stderr']] });
  });

  it('finds what a plain search over the lines finds', () => {
    fc.assert(
      fc.property(text, cuts, fc.constantFrom('a', 'bc', 'line', 'é', '\u001b[1m'), (whole, sizes, needle) => {
        const log = new OutputLog({ pageChars: 24 });
        for (const chunk of chunksOf(whole.replaceAll('é', '\u001b[31mé'), sizes)) log.append(chunk);
        const found = Array.from({ length: log.parts }, (_, i) => log.rowsWith(needle, i)).flat();
        expect(found).toEqual(lines(whole).flatMap((line, i) => (line.includes(needle) ? [i] : [])));
      }),
    );
  });
});
