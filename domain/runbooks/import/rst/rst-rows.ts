import type { ListItem, Nodes, TableRow } from 'mdast';
import { type Names, readInline } from './rst-inline';
import { type Lines, positionAt } from './rst-lines';

/** The cells of one row, each with its lines. */
export type Row = Lines[];
export type OfCells = { names: Names; read: (lines: Lines) => Nodes[] };

const wordsOf = (cell: Lines | undefined) => (cell?.lines ?? []).join(' ').replace(/\s+/g, ' ').trim();
const holdsCode = (node: Nodes): boolean => node.type === 'code' || ('children' in node && (node.children as Nodes[]).some(holdsCode));

function tableOf(rows: Row[], { names }: OfCells, line: number): Nodes {
  const width = Math.max(...rows.map((row) => row.length));
  const children = rows.map(
    (row): TableRow => ({
      type: 'tableRow',
      children: Array.from({ length: width }, (_, index) => ({ type: 'tableCell', children: readInline(wordsOf(row[index]), names) })),
    }),
  );
  return { type: 'table', children, position: positionAt(line) };
}

/** The first row above, and each row below it as an item, with its cells under one another. */
function listOf([head = [], ...rows]: Row[], { names, read }: OfCells, line: number): Nodes[] {
  const title = readInline(head.map(wordsOf).filter(Boolean).join(' · '), names);
  const children = rows.map((row): ListItem => {
    const cells = row.flatMap(read);
    return {
      type: 'listItem',
      spread: true,
      children: (cells.length ? cells : [{ type: 'paragraph', children: [] }]) as ListItem['children'],
    };
  });
  const above: Nodes[] = title.length
    ? [{ type: 'paragraph', children: [{ type: 'strong', children: title as never }], position: positionAt(line) }]
    : [];
  return [...above, { type: 'list', ordered: false, spread: true, children, position: positionAt(line) }];
}

/** Rows as a table of Markdown, whose first row is its head; as a list where a cell holds code, which no table of Markdown can. */
export function drawRows(rows: Row[], of: OfCells, line: number): Nodes[] {
  const isPlain = !rows.some((row) => row.some((cell) => of.read(cell).some(holdsCode)));
  if (isPlain) return [tableOf(rows, of, line)];
  const isHeaded = rows.length > 1 && !rows[0]?.some((cell) => of.read(cell).some(holdsCode));
  return listOf(isHeaded ? rows : [[], ...rows], of, line);
}
