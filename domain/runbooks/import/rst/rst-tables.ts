import type { Code, Nodes } from 'mdast';
import { dedent, isBlank, type Lines, positionAt, textOfLines } from './rst-lines';
import { drawRows, type OfCells, type Row } from './rst-rows';

const GRID_RULE = /^\+(?:[-=]+\+)+\s*$/;
const SIMPLE_RULE = /^=+(?:\s+=+)+\s*$/;

export const startsTable = (line: string): boolean => GRID_RULE.test(line) || SIMPLE_RULE.test(line);

type Read = { nodes: Nodes[]; end: number };

/** A table that spans cells, or is drawn askew, stays as it was drawn. */
function asDrawn(piece: Lines): Code {
  return { type: 'code', lang: 'text', value: textOfLines(piece), position: positionAt(piece.first), data: { kept: true } as Code['data'] };
}

const rowsOf = (cells: Lines[][]): Row[] => cells.map((row) => row.map((cell) => dedent(cell, 0, cell.lines.length)));

function readGrid({ lines, first }: Lines, from: number, of: OfCells): Read {
  let end = from;
  while (end < lines.length && /^[+|]/.test(lines[end] ?? '')) end++;
  const piece = { lines: lines.slice(from, end), first: first + from };
  const edges = [...(piece.lines[0] ?? '').matchAll(/\+/g)].map((match) => match.index);
  const rows: Lines[][] = [];
  let isOpen = false;
  for (const [at, line] of piece.lines.entries()) {
    if (GRID_RULE.test(line)) {
      isOpen = false;
      continue;
    }
    if (!edges.every((edge) => line[edge] === '|')) return { nodes: [asDrawn(piece)], end };
    if (!isOpen) rows.push(edges.slice(0, -1).map(() => ({ lines: [], first: piece.first + at })));
    isOpen = true;
    for (const [index, cell] of rows.at(-1)?.entries() ?? [])
      cell.lines.push(line.slice((edges[index] ?? 0) + 1, edges[index + 1]).trimEnd());
  }
  return { nodes: rows.length ? drawRows(rowsOf(rows), of, piece.first) : [asDrawn(piece)], end };
}

/** Where a simple table ends: at the rule below its body, or at any that a blank line follows. */
function simpleEnd(lines: string[], from: number): number {
  let rules = 0;
  for (let at = from + 1; at < lines.length; at++) {
    if (!SIMPLE_RULE.test(lines[at] ?? '')) continue;
    rules++;
    if (rules === 2 || isBlank(lines[at + 1])) return at + 1;
  }
  return lines.length;
}

function readSimple({ lines, first }: Lines, from: number, of: OfCells): Read {
  const columns = [...(lines[from] ?? '').matchAll(/=+/g)].map((match) => match.index);
  const end = simpleEnd(lines, from);
  const rows: Lines[][] = [];
  for (let at = from + 1; at < end; at++) {
    const line = lines[at] ?? '';
    if (SIMPLE_RULE.test(line) || (line.trim() && /^[-\s]+$/.test(line))) continue;
    const cells = columns.map((column, index) => line.slice(column, columns[index + 1]).trimEnd());
    // A first cell that is empty goes on with the row above.
    if (cells[0]?.trim() || !rows.length) rows.push(cells.map(() => ({ lines: [], first: first + at })));
    for (const [index, cell] of rows.at(-1)?.entries() ?? []) cell.lines.push(cells[index] ?? '');
  }
  const piece = { lines: lines.slice(from, end), first: first + from };
  return { nodes: rows.length ? drawRows(rowsOf(rows), of, first + from) : [asDrawn(piece)], end };
}

/** The table that begins at `from`. */
export const readTable = (lines: Lines, from: number, of: OfCells): Read =>
  GRID_RULE.test(lines.lines[from] ?? '') ? readGrid(lines, from, of) : readSimple(lines, from, of);
