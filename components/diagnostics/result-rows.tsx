import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Cell, Row, Table } from '@/components/ui/table';
import { cellText, isNumeric, percentOf, type ResultProps, valueText } from './result-values';

const SHOWN_ROWS = 50;
const CUT = 'max-w-[48ch] truncate hover:whitespace-normal hover:break-words';
/** The only column, such as that of a query plan: its text stands as it was written. */
const WHOLE = 'whitespace-pre-wrap wrap-anywhere';

/** The rows of a query as a table: numbers at the right, a share as a small bar. */
export function RowsResult({ data }: ResultProps) {
  const rows = Array.isArray(data.rows) ? (data.rows as Record<string, unknown>[]) : [];
  if (data.error) return null;
  if (rows.length === 0) return <p className="text-sm text-ink-2">No rows.</p>;
  return (
    <>
      <RowsTable caption="Rows" rows={rows} names={columnNames(data.columns)} />
      {data.truncated === true && (
        <p className="text-sm text-ink-2">More rows than are kept came back; narrow the query to see the others.</p>
      )}
    </>
  );
}

const columnNames = (columns: unknown): string[] | undefined =>
  Array.isArray(columns) ? columns.map(({ name }: { name: string }) => name) : undefined;

export function RowsTable({ caption, rows, names }: { caption: string; rows: Record<string, unknown>[]; names?: string[] }) {
  const [all, setAll] = useState(false);
  const columns = names ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const numeric = new Set(columns.filter((column) => isNumeric(rows.map((row) => row[column]))));
  const shown = all ? rows : rows.slice(0, SHOWN_ROWS);
  return (
    <div>
      <Table
        caption={caption}
        className="w-auto! min-w-1/2"
        head={columns.map((column) => (
          <span key={column} className={cx('block font-mono', numeric.has(column) && 'text-right')}>
            {column}
          </span>
        ))}
      >
        {shown.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name and never move
          <Row key={i}>
            {columns.map((column) => (
              <Cell
                key={column}
                numeric={numeric.has(column)}
                className={cx('py-1! font-mono text-sm', columns.length === 1 ? WHOLE : CUT)}
              >
                <Value column={column} value={row[column]} />
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
      {rows.length > SHOWN_ROWS && (
        <Button size="sm" look="quiet" onClick={() => setAll(!all)}>
          {all ? `Show the first ${SHOWN_ROWS}` : `Show all ${rows.length} rows`}
        </Button>
      )}
    </div>
  );
}

function Value({ column, value }: { column: string; value: unknown }) {
  const percent = percentOf(column, value);
  if (value === null || value === undefined) return <span className="text-ink-3">null</span>;
  if (percent === null) return valueText(column, value);
  return (
    <span className="inline-flex items-center justify-end gap-2">
      <svg aria-hidden="true" viewBox="0 0 48 8" className="h-2 w-12">
        <rect width="48" height="8" fill="currentColor" opacity="0.15" />
        <rect width={(percent * 48) / 100} height="8" fill="currentColor" opacity="0.7" />
      </svg>
      {cellText(value)}
    </span>
  );
}
