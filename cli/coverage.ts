import { parseArgs } from 'node:util';
import { coverageLines, notAvailable } from '@/domain/runbooks/coverage/draw-coverage';
import { type Coverage, readCoverage } from '@/domain/runbooks/coverage/read-coverage';
import { type Command, print, UsageError } from './command';

const NO_CHECKLIST = 'There is no checklist.yaml in the folder of runbooks, or it cannot be read: try "runbooks check".';

function printTable(coverage: Coverage): void {
  print(`${'document'.padEnd(20)} ${['rows', 'covered', 'runnable', 'exercised', 'not here'].map((word) => word.padStart(9)).join(' ')}`);
  for (const { title, ...numbers } of coverageLines(coverage))
    print(
      `${title.padEnd(20)} ${Object.values(numbers)
        .map((number) => String(number).padStart(9))
        .join(' ')}`,
    );
  const all = coverage.documents.flatMap(({ rows }) => rows);
  const missing = all.filter(({ covered }) => !covered);
  if (missing.length) print(`\nNot covered: ${missing.map(({ id }) => id).join(', ')}`);
  const unseen = all.filter(({ effect, covered, exercised, how }) => effect !== 'none' && covered && !exercised && how.length === 0);
  if (unseen.length) print(`\nCovered, not exercised: ${unseen.map(({ id }) => id).join(', ')}`);
  const absent = notAvailable(all);
  if (absent.length) print('\nNot available here:');
  for (const { id, how } of absent) print(`  ${id}  ${how.join('; ')}`);
  for (const line of coverage.silentTests) print(`\n${line} does not name its row.`);
}

/** `coverage [--json]`: the checklist's rows, where each is answered for, and what the lab's tests saw; 1 when a named test is silent. */
export const coverageCommand: Command = {
  usage: 'coverage [--json]',
  says: 'how much of the checklist runbooks and tests answer for, and what the lab exercised',
  run: async (args) => {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
    const coverage = await readCoverage();
    if (!coverage) throw new UsageError(NO_CHECKLIST);
    const { total, documents, silentTests } = coverage;
    const rows = documents.flatMap((document) =>
      document.rows.map(({ id, covered, exercised, where }) => ({ id, covered, exercised, where })),
    );
    if (values.json) print(JSON.stringify({ total, rows }, null, 2));
    else printTable(coverage);
    return silentTests.length ? 1 : 0;
  },
};
