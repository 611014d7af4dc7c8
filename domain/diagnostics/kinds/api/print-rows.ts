import type { RunnerRequest } from '../../schema';
import { OutsideRefusal } from './api-peer';

const WIDEST = 60;
const MOST_ROWS = 10_000;
const LONGEST_CELL = 1_000;

/** On one line: what a peer calls its things cannot begin a row of its own. */
const cell = (value: unknown) =>
  value === null || value === undefined || value === ''
    ? '-'
    : String(value)
        .slice(0, LONGEST_CELL)
        .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

/** Prints rows as a table, as the command line would. More than 10,000 are refused. */
export async function printRows({ emit }: Pick<RunnerRequest, 'emit'>, rows: readonly Record<string, unknown>[] = []): Promise<void> {
  if (rows.length > MOST_ROWS)
    throw new OutsideRefusal({ code: 'too_large', message: `it lists ${rows.length} things, more than ${MOST_ROWS}: narrow it` }, true);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (rows.length === 0) return void (await emit('stdout', 'nothing found\n'));
  const widths = names.map((name) => Math.min(WIDEST, Math.max(name.length, ...rows.map((row) => cell(row[name]).length))));
  const line = (cells: string[]) =>
    `${cells
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()}\n`;
  await emit(
    'stdout',
    line(names.map((name) => name.toUpperCase())) + rows.map((row) => line(names.map((name) => cell(row[name])))).join(''),
  );
}
