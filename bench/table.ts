export type Row = { what: string; raw: string; ours: string; asked: string; met: boolean };

export const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

/** Prints what was measured beside what was asked; true when all of it is met. */
export function printTable(title: string, rows: Row[]): boolean {
  const head: (keyof Row)[] = ['what', 'raw', 'ours', 'asked'];
  const width = (name: keyof Row) => Math.max(name.length, ...rows.map((row) => String(row[name]).length));
  const line = (cells: string[]) => cells.map((cell, i) => cell.padEnd(width(head[i] as keyof Row))).join('  ');
  console.log(`\n${title}\n${line(head)}  met`);
  for (const row of rows) console.log(`${line(head.map((name) => String(row[name])))}  ${row.met ? 'yes' : 'NO'}`);
  return rows.every((row) => row.met);
}
