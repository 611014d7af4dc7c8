import { parseArgs } from 'node:util';
import { importFolder } from '@/domain/runbooks/import/import-folder';
import { targetsYaml, totalLine } from '@/domain/runbooks/import/import-report';
import type { ImportReport } from '@/domain/runbooks/import/schema';
import { type Command, print, UsageError } from './command';
import { showProgress } from './show-progress';

const SERVICE = /^[a-z0-9-]{1,64}$/;

function printReport({ total, files, targets }: ImportReport, reportFile: string): void {
  for (const { source, file, state, why, blocks } of files) {
    const count = (outcome: string) => blocks.filter((block) => block.outcome === outcome).length;
    const counts = `${count('runnable')} runnable, ${count('reference')} reference, ${count('trap')} trap`;
    print(`${state.padEnd(9)} ${file ?? source}  ${state === 'skipped' ? '' : counts}${why ? `  ${why}` : ''}`.trimEnd());
  }
  print(`${totalLine(total)}\nEvery block, and why: ${reportFile}`);
  if (targets.length) print(`\nTo run them, add these to targets.yaml with addresses and credentials of yours:\n\n${targetsYaml(targets)}`);
}

/** `runbooks import FILE|DIR --service NAME --out DIR`: guides as runbooks, and a report of every code block; 1 when a file was kept. */
export const importCommand: Command = {
  usage: 'runbooks import FILE|DIR --service NAME --out DIR [--force] [--json]',
  says: 'bring Markdown and reStructuredText guides in; a report says what became of every code block',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { service: { type: 'string' }, out: { type: 'string' }, force: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    const [from] = positionals;
    const { service = '', out } = values;
    if (!from || positionals.length > 1) throw new UsageError('Give one FILE or DIR.');
    if (!SERVICE.test(service)) throw new UsageError('--service is the name of a service: lower-case letters, digits and -.');
    if (!out) throw new UsageError('--out is the folder in which the runbooks are written, such as runbooks.');
    const done = await importFolder({ from, service, out, force: values.force === true, onProgress: showProgress('files') });
    if (!done) throw new UsageError(`There is no file or folder ${from}.`);
    const { report, reportFile } = done;
    if (values.json) print(JSON.stringify(report, null, 2));
    else printReport(report, reportFile);
    return report.files.some(({ state }) => state === 'kept') ? 1 : 0;
  },
};
