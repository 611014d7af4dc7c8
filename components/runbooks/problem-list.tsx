import type { Problem } from '@/domain/runbooks/schema';

/** What is wrong in the file, each with its place and what to write instead. */
export function ProblemList({ problems, title }: { problems: Problem[]; title?: string }) {
  if (problems.length === 0) return null;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const counted = [
    errors && `${errors} ${errors === 1 ? 'error' : 'errors'}`,
    warnings && `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <details open={errors > 0 || undefined} className="mb-4 border-l-2 border-warn pl-3 text-base">
      <summary className="font-medium">{title ?? `${counted} in this file`}</summary>
      <ul className="grid gap-1.5 pt-1">
        {problems.map((problem) => (
          <li key={`${problem.line} ${problem.rule} ${problem.message}`}>
            <span className="font-mono text-sm text-ink-2">
              {problem.file}:{problem.line}
            </span>{' '}
            <span className={problem.severity === 'error' ? 'font-medium text-fail' : 'font-medium text-warn'}>{problem.severity}</span>{' '}
            {problem.message}
            {problem.fix && <span className="block text-ink-2">Fix: {problem.fix}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
