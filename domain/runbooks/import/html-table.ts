import type { Nodes, PhrasingContent, Table, TableCell, TableRow } from 'mdast';
import type { Token } from './html-tags';

const isCell = (name: string) => name === 'td' || name === 'th';

/** The cells of each row, as the pieces of HTML that stand in them; null for a table within a table. */
function rowsIn(tokens: Token[]): string[][] | null {
  const rows: string[][] = [];
  let isOpen = false;
  for (const token of tokens) {
    const tag = 'tag' in token ? token.tag : null;
    if (tag?.name === 'table') return null;
    if (tag?.name === 'tr' && !tag.closing) rows.push([]);
    else if (tag && isCell(tag.name)) {
      isOpen = !tag.closing;
      if (isOpen && !rows.length) rows.push([]);
      if (isOpen) rows.at(-1)?.push('');
    } else if (tag?.name === 'tr') isOpen = false;
    else if (isOpen) {
      const cells = rows.at(-1) ?? [];
      cells[cells.length - 1] += 'comment' in token ? '' : token.text;
    }
  }
  return rows.filter((cells) => cells.length);
}

/** What a cell holds when it is words alone. */
function cellOf(nodes: Nodes[]): TableCell | null {
  const children: PhrasingContent[] = [];
  for (const node of nodes) {
    if (node.type !== 'paragraph') return null;
    if (children.length) children.push({ type: 'text', value: ' ' });
    children.push(...node.children.map((child) => (child.type === 'break' ? ({ type: 'text', value: ' ' } as const) : child)));
  }
  return { type: 'tableCell', children };
}

/** A table of HTML as one of Markdown; null when a cell holds more than words, or a table. */
export function htmlTable(tokens: Token[], read: (html: string) => Nodes[], position: Nodes['position']): Table | null {
  const rows = rowsIn(tokens);
  if (!rows?.length) return null;
  const drawn: TableRow[] = [];
  const columns = Math.max(...rows.map((cells) => cells.length));
  for (const cells of rows) {
    const children: TableCell[] = [];
    for (const html of [...cells, ...Array<string>(columns - cells.length).fill('')]) {
      const cell = cellOf(read(html));
      if (!cell) return null;
      children.push(cell);
    }
    drawn.push({ type: 'tableRow', children });
  }
  return { type: 'table', align: [], children: drawn, ...(position ? { position } : {}) };
}
