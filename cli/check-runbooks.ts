import { parseArgs } from 'node:util';
import { checkRunbooks } from '@/domain/runbooks/check-runbooks';
import type { Problem } from '@/domain/runbooks/schema';
import { checkInThreads } from './check-in-threads';
import { type Command, print, UsageError } from './command';

const LIVE = '--live is not available: only what can be told without running anything is checked. Leave it out.';

function line({ file, line: at, severity, rule, message, fix }: Problem): string {
  return `${file}:${at}: ${severity} ${rule} ${message}${fix ? `\n    ${fix}` : ''}`;
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `runbooks check [PATH] [--json]`: problems by file and line; 1 when any of them is an error. */
export const checkCommand: Command = {
  usage: 'runbooks check [PATH] [--json]',
  says: 'what is wrong in runbooks and targets, by file and line; exit code 1 if any error',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, live: { type: 'boolean' } },
    });
    if (values.live) throw new UsageError(LIVE);
    if (positionals.length > 1) throw new UsageError('Give one PATH.');
    const [at] = positionals;
    const report = await checkRunbooks(at, checkInThreads);
    if (!report) throw new UsageError(`There is no file or folder ${at}.`);
    const errors = report.problems.filter(({ severity }) => severity === 'error').length;
    const warnings = report.problems.length - errors;
    if (values.json) print(JSON.stringify({ files: report.files, errors, warnings, problems: report.problems }, null, 2));
    else {
      for (const problem of report.problems) print(line(problem));
      print(`${counted(errors, 'error')}, ${counted(warnings, 'warning')} in ${counted(report.files, 'runbook')}`);
    }
    return errors ? 1 : 0;
  },
};
