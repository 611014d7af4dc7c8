import type { OutputStream } from '@/domain/diagnostics/schema';
import { plainLine, sgrAfter } from './sgr';

/** A longer line is broken, so that no row of the viewer is without end. */
export const LINE_CHARS = 4_096;
const LONGEST_ESCAPE = 24;

/** Some lines of output in one string; `starts` says where each begins. */
export type Page = {
  text: string;
  starts: number[];
  /** Where the stream changes: [character, stream]. */
  switches: [number, OutputStream][];
  /** Number of its first line, from 0. */
  firstLine: number;
  /** Style in force at its beginning, and at each line as far as it was asked for. */
  styles: number[];
};
export type Row = { kind: 'line'; number: number; text: string; style: number; streams: [number, OutputStream][] };

/** Lines of a page; an empty last one is not a line yet. */
export function lineCount(page: Page): number {
  const last = page.starts.length - 1;
  return page.starts[last] === page.text.length ? last : last + 1;
}

export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

/** The index of the character that begins at or after this many UTF-8 bytes. */
export function charAtByte(text: string, bytes: number): number {
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    if (seen >= bytes) return i;
    const point = text.codePointAt(i) ?? 0;
    seen += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (point > 0xffff) i++;
  }
  return text.length;
}

/** The lines that hold the needle (lower case) as they read. */
export function linesWith(page: Page, needle: string): number[] {
  const styled = /[\u001b\r]/.test(page.text);
  const found: number[] = [];
  if (styled) {
    for (let i = 0; i < lineCount(page); i++) {
      const row = lineOf(page, i);
      if (plainLine(row.text).toLowerCase().includes(needle)) found.push(i);
    }
    return found;
  }
  const text = page.text.toLowerCase();
  let line = 0;
  for (let at = text.indexOf(needle); at >= 0; ) {
    while ((page.starts[line + 1] ?? Number.POSITIVE_INFINITY) <= at) line++;
    found.push(line);
    const next = page.starts[line + 1];
    at = next === undefined ? -1 : text.indexOf(needle, next);
  }
  return found;
}

/** Where an over-long line that begins at `start` is broken: inside no letter and no escape. */
export function breakAt(text: string, start: number): number {
  let at = start + LINE_CHARS;
  const sequence = text.lastIndexOf('\u001b', at);
  if (sequence > start && sequence > at - LONGEST_ESCAPE && !text.slice(sequence, at).includes('m')) at = sequence;
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

/** A line with the style and the streams in force in it. */
export function lineOf(page: Page, index: number): Row {
  const from = page.starts[index] ?? 0;
  const to = page.starts[index + 1] ?? page.text.length;
  let text = page.text.slice(from, to);
  if (text.endsWith('\n')) text = text.slice(0, text.endsWith('\r\n') ? -2 : -1);
  for (let i = page.styles.length; i <= index; i++)
    page.styles.push(sgrAfter(page.styles[i - 1] ?? 0, page.text, page.starts[i - 1] ?? 0, page.starts[i] ?? page.text.length));
  const streams: [number, OutputStream][] = [];
  for (const [at, stream] of page.switches) {
    if (at <= from) streams[0] = [0, stream];
    else if (at < to) streams.push([at - from, stream]);
  }
  return { kind: 'line', number: page.firstLine + index, text, style: page.styles[index] ?? 0, streams };
}
