import { parseArgs } from 'node:util';
import { type CheckReport, checkRunbooks, readRunbooks } from '@/domain/runbooks/check-runbooks';
import type { Problem } from '@/domain/runbooks/schema';
import { checkInProcesses } from './check-in-processes';
import { type Command, print, UsageError } from './command';
import { showProgress } from './show-progress';

type Live = { tried: number; well: number; notTried: { file: string; block: string; why: string }[] };

function line({ file, line: at, severity, rule, message, fix }: Problem): string {
  return `${file}:${at}: ${severity} ${rule} ${message}${fix ? `\n    ${fix}` : ''}`;
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

async function printRules(): Promise<number> {
  const { rulesText } = await import('@/domain/runbooks/rules/rules-page');
  print(rulesText());
  return 0;
}

/** Loaded only when asked for: it brings every kind's client with it. */
async function tryLive(at: string | undefined): Promise<{ live: Live; problems: Problem[] }> {
  const [{ checkLive }, { closeSandboxes }] = await Promise.all([
    import('@/domain/diagnostics/check-live'),
    import('@/domain/diagnostics/kinds/bash'),
  ]);
  try {
    const progress = showProgress('blocks tried');
    const { problems, ...live } = await checkLive(await readRunbooks(at), (done, of) => progress(done, of));
    return { live, problems };
  } finally {
    await closeSandboxes();
  }
}

function printReport({ files }: CheckReport, problems: Problem[], errors: number, live: Live | null): void {
  for (const problem of problems) print(line(problem));
  for (const { file, block, why } of live?.notTried ?? []) print(`${file}: not tried: ${block}: ${why}`);
  if (live)
    print(`${counted(live.tried, 'diagnostic')} tried against ${live.tried === 1 ? 'its target' : 'their targets'}: ${live.well} well`);
  print(`${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')} in ${counted(files, 'runbook')}`);
}

/** `runbooks check [PATH] [--live] [--json]`: problems by file and line; 1 when any of them is an error. */
export const checkCommand: Command = {
  usage: 'runbooks check [PATH] [--live] [--json] | --rules',
  says: 'what is wrong in runbooks and targets; --live also tries every diagnostic; exit code 1 if any error',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, live: { type: 'boolean' }, rules: { type: 'boolean' } },
    });
    if (values.rules) return printRules();
    if (positionals.length > 1) throw new UsageError('Give one PATH.');
    const [at] = positionals;
    const report = await checkRunbooks(at, checkInProcesses);
    if (!report) throw new UsageError(`There is no file or folder ${at}.`);
    if (at && !report.files) throw new UsageError(`There is no runbook at or below ${at}: they end in .mdx or .md.`);
    const tried = values.live ? await tryLive(at) : null;
    const problems = [...report.problems, ...(tried?.problems ?? [])];
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const live = tried ? { live: tried.live } : {};
    if (values.json) print(JSON.stringify({ files: report.files, errors, warnings: problems.length - errors, problems, ...live }, null, 2));
    else printReport(report, problems, errors, tried?.live ?? null);
    return errors ? 1 : 0;
  },
};
