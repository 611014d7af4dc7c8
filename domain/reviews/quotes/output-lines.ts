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
  const bytes = Buffer.from(text, 'utf8');
  const pieces = switches.map(([from, name], index) => ({ from, name, to: switches[index + 1]?.[0] ?? bytes.length }));
  return Buffer.concat(pieces.filter(({ name }) => name === stream).map(({ from, to }) => bytes.subarray(from, to))).toString('utf8');
}
