import type { Rows } from './read-rows';

const WIDEST_CELL = 120;
const NUMERIC = new Set(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'oid']);

function cellText(value: unknown): string {
  const text = value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  const line = text.replace(/\r?\n/g, '↵').replace(/\t/g, ' ');
  return line.length > WIDEST_CELL ? `${line.slice(0, WIDEST_CELL - 1)}…` : line;
}

/** Rows as people know them from psql: aligned columns, numbers to the right, a count below. */
export function rowTable({ rows, columns, rowCount, truncated }: Rows): string {
  const count = `(${rowCount} row${rowCount === 1 ? '' : 's'}${truncated ? `, cut after ${rows.length}` : ''})\n`;
  if (columns.length === 0) return count;
  const cells = rows.map((row) => columns.map(({ name }) => cellText(row[name])));
  const widths = columns.map(({ name }, index) => Math.max(name.length, ...cells.map((line) => line[index]?.length ?? 0)));
  const line = (texts: string[]) =>
    ` ${texts.map((text, index) => (NUMERIC.has(columns[index]?.type ?? '') ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0))).join(' | ')}`.trimEnd();
  const head = [line(columns.map(({ name }) => name)), widths.map((width) => '-'.repeat(width + 2)).join('+')];
  return `${[...head, ...cells.map(line)].join('\n')}\n${count}`;
}
