import { isVolatileName, steadyValue } from './rules';
import { type ChangedRow, type DiffRow, MOST_SHOWN, type RowsDifference } from './schema';

/** Columns that name a row, where they do so alone; tried first. */
const NAMING = /^(?:name|id|key|datname|relname|usename|host|service|title|\w+_name|\w+_id)$/i;

const columnsOf = (rows: readonly DiffRow[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];
const nameOf = (row: DiffRow, columns: readonly string[]) => columns.map((column) => steadyValue(column, row[column])).join('\u001f');
const isUnique = (rows: readonly DiffRow[], columns: readonly string[]) =>
  new Set(rows.map((row) => nameOf(row, columns))).size === rows.length;

/** The columns by which a row here is known there; none where rows can only be told apart as a whole. */
function keyOf(before: readonly DiffRow[], after: readonly DiffRow[], columns: readonly string[]): string[] {
  const shared = columns.filter((column) => !isVolatileName(column) && [...before, ...after].every((row) => column in row));
  const isText = (column: string) => [...before, ...after].every((row) => typeof row[column] === 'string');
  const alone = [...shared.filter((column) => NAMING.test(column)), ...shared.filter(isText)];
  const texts = shared.filter(isText);
  const tries = [...alone.map((column) => [column]), texts].filter((key) => key.length > 0);
  return tries.find((key) => isUnique(before, key) && isUnique(after, key)) ?? [];
}

function changedColumns(before: DiffRow, after: DiffRow, columns: readonly string[]): string[] {
  return columns.filter((column) => steadyValue(column, before[column]) !== steadyValue(column, after[column]));
}

/** What rows are new, gone or different, known by their key; what is volatile is no difference. `order` is that of the query's columns. Pure. */
export function compareRows(before: readonly DiffRow[], after: readonly DiffRow[], order: readonly string[] = []): RowsDifference {
  const known = columnsOf([...after, ...before]);
  const columns = [...order.filter((column) => known.includes(column)), ...known.filter((column) => !order.includes(column))];
  const key = keyOf(before, after, columns);
  return key.length > 0 ? byKey(before, after, columns, key) : asWholes(before, after, columns);
}

function byKey(before: readonly DiffRow[], after: readonly DiffRow[], columns: string[], key: string[]): RowsDifference {
  const known = new Map(before.map((row) => [nameOf(row, key), row]));
  const added: DiffRow[] = [];
  const changed: ChangedRow[] = [];
  let same = 0;
  for (const row of after) {
    const name = nameOf(row, key);
    const earlier = known.get(name);
    known.delete(name);
    if (!earlier) added.push(row);
    else {
      const differing = changedColumns(earlier, row, columns);
      if (differing.length === 0) same++;
      else changed.push({ key: key.map((column) => String(row[column])).join(', '), before: earlier, after: row, columns: differing });
    }
  }
  return bounded({ columns, added, removed: [...known.values()], changed, same });
}

/** Equal rows on both sides meet each other, as often as there are on both. */
function asWholes(before: readonly DiffRow[], after: readonly DiffRow[], columns: string[]): RowsDifference {
  const left = new Map<string, DiffRow[]>();
  for (const row of before) left.set(nameOf(row, columns), [...(left.get(nameOf(row, columns)) ?? []), row]);
  const added = after.filter((row) => left.get(nameOf(row, columns))?.pop() === undefined);
  return bounded({ columns, added, removed: [...left.values()].flat(), changed: [], same: after.length - added.length });
}

function bounded({ columns, added, removed, changed, same }: Omit<RowsDifference, 'kind' | 'more'>): RowsDifference {
  const shown = { added: added.slice(0, MOST_SHOWN), removed: removed.slice(0, MOST_SHOWN), changed: changed.slice(0, MOST_SHOWN) };
  const told = shown.added.length + shown.removed.length + shown.changed.length;
  return { kind: 'rows', columns, ...shown, same, more: added.length + removed.length + changed.length - told };
}
