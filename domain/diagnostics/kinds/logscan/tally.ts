const SHAPES_KEPT = 1_000;
const SHAPED = 20_000;
const LONGEST_EXAMPLE = 500;

export type Tally = {
  count: number;
  /** The last lines that matched. */
  last: string[];
  shapes: Map<string, { count: number; example: string }>;
};

export const makeTally = (): Tally => ({ count: 0, last: [], shapes: new Map() });

/** A line without what differs from one to the next: numbers, hashes, times. */
const shapeOf = (line: string) =>
  line
    .slice(0, 200)
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b(?:0x)?[0-9a-f]{8,}\b/gi, '#')
    .replace(/\d+/g, '#');

/** Lines are searched as bytes; this is how they are read. */
export const readable = (line: string) => Buffer.from(line.slice(0, LONGEST_EXAMPLE), 'latin1').toString('utf8').trim();

export function addLine(tally: Tally, line: string, examples: number): void {
  tally.count += 1;
  if (examples === 0) return;
  tally.last.push(line.length > LONGEST_EXAMPLE ? line.slice(0, LONGEST_EXAMPLE) : line);
  if (tally.last.length > examples) tally.last.shift();
  // Which messages are the most frequent shows in the first thousands.
  if (tally.count > SHAPED) return;
  const shape = shapeOf(line);
  const known = tally.shapes.get(shape);
  if (known) known.count += 1;
  else if (tally.shapes.size < SHAPES_KEPT) tally.shapes.set(shape, { count: 1, example: line.slice(0, LONGEST_EXAMPLE) });
}

/** The most frequent messages, numbers and hashes aside. */
export const topOf = (tally: Tally, most: number): { text: string; count: number }[] =>
  [...tally.shapes.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map(({ count, example }) => ({ text: readable(example), count }));
