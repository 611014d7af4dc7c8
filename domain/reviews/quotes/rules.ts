import type { QuotedStream } from '@/prisma/generated/enums';
import { seenText } from '../words/rules';

type Switch = [offset: number, stream: string];
export type KeptOutput = { head: string; truncated: boolean; switches: Switch[] };

/**
 * The lines of a run's output as they can be quoted: without colours, counted from 1. Of an output of which only head and tail are
 * kept, the lines of the head: those after it have lost their numbers.
 */
export function outputLines({ head, truncated, switches }: KeptOutput, stream: QuotedStream): string[] {
  const lines = ofStream(head, switches, stream).replace(/\r\n?/g, '\n').split('\n');
  if (truncated || lines.at(-1) === '') lines.pop();
  return lines.map(seenText);
}

function ofStream(text: string, switches: readonly Switch[], stream: QuotedStream): string {
  if (stream === 'output') return text;
  const bytes = new TextEncoder().encode(text);
  const pieces = switches.map(([from, name], index) => ({ from, name, to: switches[index + 1]?.[0] ?? bytes.length }));
  const decoder = new TextDecoder();
  const said = pieces.filter(({ name }) => name === stream);
  return said.map(({ from, to }) => decoder.decode(bytes.subarray(from, to), { stream: true })).join('') + decoder.decode();
}

/** Which lines of a text a selection of its characters touches, counted from 1; nothing for a selection that is empty. */
export function chosenLines(text: string, from: number, to: number): { from: number; to: number } | null {
  if (from >= to) return null;
  const lineOf = (at: number) => text.slice(0, at).split('\n').length;
  return { from: lineOf(from), to: lineOf(to - 1) };
}
