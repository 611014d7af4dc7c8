import type { Problem } from '@/domain/runbooks/schema';

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** "2 errors, 1 warning". */
function sumOf(problems: Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return [errors && counted(errors, 'error'), warnings && counted(warnings, 'warning')].filter(Boolean).join(', ');
}

const isBad = (problems: Problem[]) => problems.some(({ severity }) => severity === 'error');

/** What is wrong in the file, each with its place, why that is wrong and what to write instead. */
export function ProblemList({ problems, here = false }: { problems: Problem[]; here?: boolean }) {
  if (problems.length === 0) return null;
  return (
    <details open={isBad(problems) || undefined} className="mb-4 border-l-2 border-warn pl-3 text-base">
      <summary className="font-medium">{here ? <Sum problems={problems} /> : `${sumOf(problems)} in this file`}</summary>
      <ProblemItems problems={problems} />
    </details>
  );
}

/** What is wrong with code that is only copied, in one line beneath it. */
export function CopiedProblems({ problems }: { problems: Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <details className="mb-2 border-l-2 border-warn pl-3 text-sm">
      <summary>
        <Sum problems={problems} />
      </summary>
      <ProblemItems problems={problems} />
    </details>
  );
}

function Sum({ problems }: { problems: Problem[] }) {
  return (
    <>
      <span className="font-medium">{sumOf(problems)}</span>{' '}
      <span className="font-mono text-sm font-normal text-ink-3">{[...new Set(problems.map(({ rule }) => rule))].join(', ')}</span>
    </>
  );
}

function ProblemItems({ problems }: { problems: Problem[] }) {
  return (
    <ul className="grid gap-1.5 pt-1">
      {problems.map(({ file, line, rule, severity, message, why, fix }) => (
        <li key={`${line} ${rule} ${message}`} className="max-w-[80ch]">
          <span className={severity === 'error' ? 'font-medium text-fail' : 'font-medium text-warn'}>{severity}</span> {message}{' '}
          <span className="font-mono text-sm text-ink-3 wrap-anywhere">
            {rule} · {file}:{line}
          </span>
          {why && <span className="block text-ink-2">{why}</span>}
          {fix && <span className="block text-ink-2">Fix: {fix}</span>}
        </li>
      ))}
    </ul>
  );
}
