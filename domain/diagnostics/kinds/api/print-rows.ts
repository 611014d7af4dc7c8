import type { RunnerRequest } from '../../schema';

const WIDEST = 60;

const cell = (value: unknown) => (value === null || value === undefined || value === '' ? '-' : String(value));

/** Prints rows as a table, as the command line would. */
export async function printRows({ emit }: Pick<RunnerRequest, 'emit'>, rows: readonly Record<string, unknown>[] = []): Promise<void> {
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
