import type { Code, Nodes, TableRow } from 'mdast';
import { type Names, readInline } from './rst-inline';
import { isBlank, type Lines, positionAt, textOfLines } from './rst-lines';

const GRID_RULE = /^\+(?:[-=]+\+)+\s*$/;
const SIMPLE_RULE = /^=+(?:\s+=+)+\s*$/;

export const startsTable = (line: string): boolean => GRID_RULE.test(line) || SIMPLE_RULE.test(line);

type Read = { node: Nodes; end: number };
type Row = string[];

const join = (cells: Row, more: Row): Row => cells.map((cell, index) => [cell, more[index] ?? ''].filter((text) => text.trim()).join(' '));

/** Rows as a table of Markdown, whose first row is its head. */
export function tableOf(rows: Row[], names: Names, line: number): Nodes {
  const width = Math.max(...rows.map((row) => row.length));
  const children = rows.map(
    (row): TableRow => ({
      type: 'tableRow',
      children: Array.from({ length: width }, (_, index) => ({
        type: 'tableCell',
        children: readInline((row[index] ?? '').replace(/\s+/g, ' ').trim(), names),
      })),
    }),
  );
  return { type: 'table', children, position: positionAt(line) };
}

/** A table that spans cells, or is drawn askew, stays as it was drawn. */
function asDrawn(piece: Lines): Code {
  return { type: 'code', lang: 'text', value: textOfLines(piece), position: positionAt(piece.first), data: { kept: true } as Code['data'] };
}

function readGrid({ lines, first }: Lines, from: number, names: Names): Read {
  let end = from;
  while (end < lines.length && /^[+|]/.test(lines[end] ?? '')) end++;
  const piece = { lines: lines.slice(from, end), first: first + from };
  const edges = [...(piece.lines[0] ?? '').matchAll(/\+/g)].map((match) => match.index);
  const rows: Row[] = [];
  let row: Row | null = null;
  for (const line of piece.lines) {
    if (GRID_RULE.test(line)) {
      if (row) rows.push(row);
      row = null;
      continue;
    }
    const cells = edges.slice(0, -1).map((edge, index) => line.slice(edge + 1, edges[index + 1]));
    if (!edges.every((edge) => line[edge] === '|')) return { node: asDrawn(piece), end };
    row = row
      ? join(
          row,
          cells.map((cell) => cell.trim()),
        )
      : cells.map((cell) => cell.trim());
  }
  if (row) rows.push(row);
  return { node: rows.length ? tableOf(rows, names, piece.first) : asDrawn(piece), end };
}

function readSimple({ lines, first }: Lines, from: number, names: Names): Read {
  const columns = [...(lines[from] ?? '').matchAll(/=+/g)].map((match) => match.index);
  const cellsOf = (line: string) => columns.map((column, index) => line.slice(column, columns[index + 1]).trim());
  const rows: Row[] = [];
  let rules = 1;
  let at = from + 1;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (SIMPLE_RULE.test(line)) {
      rules++;
      // The last rule is followed by a blank line; a table without a head has two.
      if (isBlank(lines[at + 1]) && (rules > 2 || !lines.slice(at + 1).some((later) => SIMPLE_RULE.test(later)))) break;
      continue;
    }
    if (/^[-\s]+$/.test(line)) continue;
    const cells = cellsOf(line);
    const last = rows.at(-1);
    // A first cell that is empty goes on with the row above.
    if (last && !cells[0]) rows[rows.length - 1] = join(last, cells);
    else rows.push(cells);
  }
  const end = Math.min(lines.length, at + 1);
  const piece = { lines: lines.slice(from, end), first: first + from };
  return { node: rows.length ? tableOf(rows, names, first + from) : asDrawn(piece), end };
}

/** The table that begins at `from`. */
export const readTable = (of: Lines, from: number, names: Names): Read =>
  GRID_RULE.test(of.lines[from] ?? '') ? readGrid(of, from, names) : readSimple(of, from, names);
