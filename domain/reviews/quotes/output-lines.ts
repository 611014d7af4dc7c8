import type { QuotedStream } from '@/prisma/generated/enums';

type Switch = [offset: number, stream: string];
export type KeptOutput = { head: string; truncated: boolean; switches: Switch[] };

const COLOURS = /\u001b\[[0-9;]*m/g;
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The lines of a run's output as they can be quoted: without colours, counted from 1. Of an output of which only head and tail are
 * kept, the lines of the head: those after it have lost their numbers.
 */
export function outputLines({ head, truncated, switches }: KeptOutput, stream: QuotedStream): string[] {
  const lines = ofStream(head, switches, stream).replace(/\r\n?/g, '\n').split('\n');
  if (truncated || lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.replace(COLOURS, '').replace(UNSEEN, ''));
}

function ofStream(text: string, switches: readonly Switch[], stream: QuotedStream): string {
  if (stream === 'output') return text;
  const bytes = Buffer.from(text, 'utf8');
  const pieces = switches.map(([from, name], index) => ({ from, name, to: switches[index + 1]?.[0] ?? bytes.length }));
  return Buffer.concat(pieces.filter(({ name }) => name === stream).map(({ from, to }) => bytes.subarray(from, to))).toString('utf8');
}
