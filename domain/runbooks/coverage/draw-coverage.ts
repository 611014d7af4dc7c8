import type { Coverage, CoverageRow } from './read-coverage';

const isExecutable = ({ effect }: CoverageRow) => effect !== 'none';
const count = (rows: readonly CoverageRow[], of: (row: CoverageRow) => boolean) => rows.filter(of).length;
const cell = (text: string) => text.replace(/\|/g, '\\|');

/** Rows that no peer of this lab could answer, with why. */
export const notAvailable = (rows: readonly CoverageRow[]) =>
  rows.filter((row) => isExecutable(row) && !row.exercised && row.how.length > 0);

export type CoverageLine = {
  title: string;
  rows: number;
  covered: number;
  executable: number;
  exercised: number;
  notAvailable: number;
};

const lineOf = (title: string, rows: readonly CoverageRow[]): CoverageLine => ({
  title,
  rows: rows.length,
  covered: count(rows, ({ covered }) => covered),
  executable: count(rows, isExecutable),
  exercised: count(rows, (row) => isExecutable(row) && row.exercised),
  notAvailable: notAvailable(rows).length,
});

/** One line for each document, and one for all. */
export function coverageLines({ documents }: Pick<Coverage, 'documents'>): CoverageLine[] {
  return [
    ...documents.map(({ id, title, rows }) => lineOf(`${id} ${title}`, rows)),
    lineOf(
      'All',
      documents.flatMap(({ rows }) => rows),
    ),
  ];
}

const HEAD = `# Coverage

Made by the tests from \`runbooks/checklist.yaml\`, the runbooks and what the lab's tests saw; never written by hand. A block that the lab
proves is ok when healthy, fails under a fault and is ok after its remediation; everything else says what was seen of it, and why not more.

| document | rows | covered | of them runnable | exercised in the lab | not available here |
|---|---:|---:|---:|---:|---:|
`;

function drawRow({ id, kind, says, where, how, exercised, effect }: CoverageRow): string {
  const places = where.map((place) => `\`${place}\``).join('<br>') || 'nowhere yet';
  const state = effect === 'none' && !exercised ? 'to read' : exercised ? 'yes' : how.length ? 'not here' : 'no';
  return `| ${id} | ${cell(kind)} | ${cell(says)} | ${places} | ${state} | ${cell(how.join('<br>'))} |`;
}

/** docs/coverage.md, as it is to be kept. */
export function drawCoverage(coverage: Pick<Coverage, 'documents'>): string {
  const lines = coverageLines(coverage).map(
    (line) => `| ${line.title} | ${line.rows} | ${line.covered} | ${line.executable} | ${line.exercised} | ${line.notAvailable} |`,
  );
  const tables = coverage.documents.map(
    ({ id, title, rows }) =>
      `\n## ${id} ${title}\n\n| row | kind | what | where | exercised | how |\n|---|---|---|---|---|---|\n${rows.map(drawRow).join('\n')}\n`,
  );
  return `${HEAD}${lines.join('\n')}\n${tables.join('')}`;
}
