/** A piece of reStructuredText: its lines without their common indentation, and the number of the first one in the file. */
export type Lines = { lines: string[]; first: number };

export const indentOf = (line: string): number => line.length - line.trimStart().length;
export const isBlank = (line: string | undefined): boolean => line === undefined || !line.trim();

/** The lines from `from` on that are blank or indented by at least `least`; trailing blank lines do not count. */
export function indentedFrom(lines: string[], from: number, least = 1): number {
  let end = from;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!line.trim()) continue;
    if (indentOf(line) < least) break;
    end = at + 1;
  }
  return end;
}

/** Lines from..end without the indentation that they share, and without blank lines around them. */
export function dedent({ lines, first }: Lines, from: number, end: number): Lines {
  let start = from;
  let stop = end;
  while (start < stop && isBlank(lines[start])) start++;
  while (stop > start && isBlank(lines[stop - 1])) stop--;
  const piece = lines.slice(start, stop);
  const shared = Math.min(...piece.filter((line) => line.trim()).map(indentOf));
  return { lines: piece.map((line) => line.slice(Math.min(shared, indentOf(line)))), first: first + start };
}

export const textOfLines = ({ lines }: Lines): string => lines.map((line) => line.trimEnd()).join('\n');

export const positionAt = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 1 } });
