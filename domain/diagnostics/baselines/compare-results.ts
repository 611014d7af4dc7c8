import { compareLines } from './compare-lines';
import { compareRows } from './compare-rows';
import { compareValues } from './compare-values';
import type { Difference, DiffRow } from './schema';

export type Result = { kind: string; data: Record<string, unknown> | null; output: string };

const isRecord = (value: unknown): value is DiffRow => typeof value === 'object' && value !== null && !Array.isArray(value);
const rowsOf = (data: Record<string, unknown> | null): DiffRow[] | undefined =>
  Array.isArray(data?.rows) && data.rows.every(isRecord) ? data.rows : undefined;

/** As the query gave them: what is stored does not keep the order of names. */
const orderOf = (data: Record<string, unknown> | null): string[] =>
  Array.isArray(data?.columns) ? data.columns.filter(isRecord).map(({ name }) => String(name)) : [];

/** An answer that was JSON is compared as such; its text would say the same again. */
function structureOf(data: Record<string, unknown>): unknown {
  const { body, ...rest } = data;
  return rest.json === undefined || rest.json === null ? data : rest;
}

/** Rows by rows, structures by structure, and what only printed something line by line. Pure. */
export function compareResults(before: Result, after: Result): Difference {
  const [left, right] = [rowsOf(before.data), rowsOf(after.data)];
  if (left && right) return compareRows(left, right, orderOf(after.data));
  if (after.kind === 'bash' || !before.data || !after.data) return compareLines(before.output, after.output);
  return compareValues(structureOf(before.data), structureOf(after.data));
}

/** Whether nothing that counts is different. */
export function isSame(difference: Difference): boolean {
  if (difference.kind === 'rows') return difference.added.length + difference.removed.length + difference.changed.length === 0;
  return difference.kind === 'values' ? difference.changes.length === 0 : difference.lines.every(({ kind }) => kind === 'same');
}
