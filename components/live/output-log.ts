import type { OutputChunk, OutputStream } from '@/domain/diagnostics/schema';
import { breakAt, charAtByte, LINE_CHARS, lineCount, lineOf, linesWith, type Page, type Row as PageRow, utf8Bytes } from './output-page';
import { plainLine, sgrAfter } from './sgr';

/** Bounds of what a page keeps of one run's output: the beginning and the end; the middle is on the server. */
export type Bounds = { headChars: number; headLines: number; tailChars: number; tailLines: number; pageChars: number };
const BOUNDS: Bounds = { headChars: 4e6, headLines: 100_000, tailChars: 12e6, tailLines: 400_000, pageChars: 65_536 };
/** What is missing between two pages: `lines` where they were counted, else only bytes. */
export type Gap = { bytes: number; lines: number };
type Part = { page: Page; gap?: undefined } | { gap: Gap; page?: undefined };

export type Row = PageRow | { kind: 'gap'; gap: Gap };

/** The parts in order, and the row at which each begins; at the end their sum. */
type Shown = { parts: Part[]; offsets: number[] };

const rowsOf = (part: Part) => (part.page ? lineCount(part.page) : 1);

/** A run's output as it arrives: lines are found as they come, repeats dropped, memory bounded. Never one long string. */
export class OutputLog {
  /** Bytes received so far, counting what was passed over. */
  next = 0;
  /** Grows with every change. */
  version = 0;
  /** Whether something was passed over of which only the bytes are known. */
  uncounted = false;
  readonly #bounds: Bounds;
  readonly #head: Part[] = [];
  #tail: Part[] = [];
  readonly #dropped: Gap = { bytes: 0, lines: 0 };
  #headChars = 0;
  #headLines = 0;
  #tailChars = 0;
  #tailLines = 0;
  #open: Page;
  #shown: Shown | undefined;
  /** While a replay from the first byte is awaited, what lies ahead of it waits here. */
  #held: OutputChunk[] | undefined;

  constructor(bounds: Partial<Bounds> = {}) {
    this.#bounds = { ...BOUNDS, ...bounds };
    this.#open = { text: '', starts: [0], switches: [], firstLine: 0, styles: [0] };
  }

  /** A replay was asked for: hold back what would leave a gap until it has come, or `settle` is called. */
  expectReplay(): void {
    this.#held ??= [];
  }

  settle(): void {
    const held = this.#held;
    this.#held = undefined;
    for (const chunk of held ?? []) this.#take(chunk);
  }

  /** Takes a chunk; what was seen before is dropped, a jump is kept as a gap. True if anything changed. */
  append(chunk: OutputChunk): boolean {
    if (!this.#held) return this.#take(chunk);
    if (chunk.offset > this.next) {
      this.#held.push(chunk);
      return false;
    }
    const changed = this.#take(chunk);
    while (this.#held[0] && this.#held[0].offset <= this.next) this.#take(this.#held.shift() as OutputChunk);
    if (this.#held.length === 0) this.#held = undefined;
    return changed;
  }

  #take(chunk: OutputChunk): boolean {
    const bytes = utf8Bytes(chunk.text);
    if (chunk.offset + bytes <= this.next) return false;
    if (chunk.offset > this.next) this.#skip(chunk.offset - this.next);
    const text = chunk.offset < this.next ? chunk.text.slice(charAtByte(chunk.text, this.next - chunk.offset)) : chunk.text;
    this.next = chunk.offset + bytes;
    for (let at = 0; at < text.length; at += this.#bounds.pageChars) this.#add(text.slice(at, at + this.#bounds.pageChars), chunk.stream);
    this.version++;
    this.#shown = undefined;
    return true;
  }

  #add(text: string, stream: OutputStream): void {
    const page = this.#open;
    if (page.switches.at(-1)?.[1] !== stream) page.switches.push([page.text.length, stream]);
    page.text += text;
    this.#index(page, page.text.length - text.length);
    if (page.text.length >= this.#bounds.pageChars) this.#turn();
  }

  /** Finds the line ends from `from` on, and breaks what is too long. */
  #index(page: Page, from: number): void {
    const { text, starts } = page;
    let start = starts[starts.length - 1] ?? 0;
    for (let at = from; at <= text.length; ) {
      const end = text.indexOf('\n', at);
      const stop = end < 0 ? text.length : end;
      while (stop - start > LINE_CHARS) {
        start = breakAt(text, start);
        starts.push(start);
      }
      if (end < 0) return;
      start = end + 1;
      starts.push(start);
      at = start;
    }
  }

  /** Closes the open page at its last line's beginning, and begins the next one there. */
  #turn(): void {
    const page = this.#open;
    const cut = page.starts.at(-1) ?? 0;
    if (cut === 0) return;
    const rest = page.text.slice(cut);
    const stream = page.switches.at(-1)?.[1] ?? 'stdout';
    const later = page.switches.filter(([at]) => at > cut).map(([at, s]): [number, OutputStream] => [at - cut, s]);
    const before = page.switches.filter(([at]) => at <= cut);
    const style = sgrAfter(page.styles[0] ?? 0, page.text, 0, cut);
    page.text = page.text.slice(0, cut);
    page.switches = before;
    this.#keep({ page });
    const lines = lineCount(page);
    this.#open = {
      text: rest,
      starts: [0],
      switches: [[0, before.at(-1)?.[1] ?? stream], ...later],
      firstLine: page.firstLine + lines,
      styles: [style],
    };
  }

  #skip(bytes: number): void {
    if (this.#open.text) {
      const page = this.#open;
      this.#keep({ page });
      this.#open = { text: '', starts: [0], switches: [], firstLine: page.firstLine + lineCount(page), styles: [0] };
    }
    this.uncounted = true;
    this.#keep({ gap: { bytes, lines: 0 } });
  }

  #keep(part: Part): void {
    const chars = part.page?.text.length ?? 0;
    const lines = rowsOf(part);
    if (this.#tail.length === 0 && this.#headChars + chars <= this.#bounds.headChars && this.#headLines + lines <= this.#bounds.headLines) {
      this.#head.push(part);
      this.#headChars += chars;
      this.#headLines += lines;
      return;
    }
    this.#tail.push(part);
    this.#tailChars += chars;
    this.#tailLines += lines;
    while (this.#tail.length > 1 && (this.#tailChars > this.#bounds.tailChars || this.#tailLines > this.#bounds.tailLines)) this.#drop();
  }

  #drop(): void {
    const part = this.#tail.shift();
    if (!part) return;
    const lines = rowsOf(part);
    this.#tailChars -= part.page?.text.length ?? 0;
    this.#tailLines -= lines;
    this.#dropped.bytes += part.page ? utf8Bytes(part.page.text) : part.gap.bytes;
    this.#dropped.lines += part.page ? lines : 0;
  }

  #parts(): Part[] {
    const open: Part[] = this.#open.text ? [{ page: this.#open }] : [];
    const gap: Part[] = this.#dropped.bytes ? [{ gap: { ...this.#dropped } }] : [];
    return [...this.#head, ...gap, ...this.#tail, ...open];
  }

  #show(): Shown {
    if (!this.#shown) {
      const parts = this.#parts();
      let sum = 0;
      this.#shown = { parts, offsets: [0, ...parts.map((part) => (sum += rowsOf(part)))] };
    }
    return this.#shown;
  }

  /** Rows to show: lines and markers of gaps. */
  get rows(): number {
    return this.#show().offsets.at(-1) ?? 0;
  }

  /** Lines seen so far, kept or not. */
  get lines(): number {
    return this.#open.firstLine + lineCount(this.#open);
  }

  row(index: number): Row | undefined {
    const { parts, offsets } = this.#show();
    let low = 0;
    let high = parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((offsets[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const part = parts[low];
    if (!part || index < 0 || index >= this.rows) return undefined;
    return part.page ? lineOf(part.page, index - (offsets[low] ?? 0)) : { kind: 'gap', gap: part.gap };
  }

  /** The row that shows a line (from 0), or the nearest one after it. */
  rowOfLine(line: number): number {
    const { parts, offsets } = this.#show();
    for (const [i, part] of parts.entries()) {
      if (part.page && line < part.page.firstLine + lineCount(part.page))
        return (offsets[i] ?? 0) + Math.max(0, line - part.page.firstLine);
    }
    return Math.max(0, this.rows - 1);
  }

  /** How many parts a search has to go through. */
  get parts(): number {
    return this.#show().parts.length;
  }

  /** Rows of one part that hold the needle (lower case), whatever their styles. */
  rowsWith(needle: string, index: number): number[] {
    const { parts, offsets } = this.#show();
    const page = parts[index]?.page;
    const first = offsets[index] ?? 0;
    return page ? linesWith(page, needle).map((line) => first + line) : [];
  }

  /** The text of some rows as it reads, in pieces. */
  *text(from = 0, to = this.rows): Generator<string> {
    for (let i = from; i < to; i++) {
      const row = this.row(i);
      if (row) yield row.kind === 'line' ? `${plainLine(row.text)}\n` : `[${row.gap.bytes} bytes are not here]\n`;
    }
  }
}
