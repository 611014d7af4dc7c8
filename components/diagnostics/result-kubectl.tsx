import type { KubectlData } from '@/domain/diagnostics/kinds/kubectl/kubectl-data';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import { cellText, type ResultProps } from './result-values';

const shown = (value: unknown) => (value === null ? '(nothing)' : cellText(value));

/** What a cluster has as a table, a rollout as a bar, a change as what differs; what a command or a log said is its output. */
export function KubectlResult({ data }: ResultProps) {
  const {
    verb = '',
    about = 'pods',
    rows,
    events,
    problems,
    error,
    diff,
    dryRun,
    changed,
    lines,
    errorLines,
    bounded,
    exitCode,
    complete,
  } = data as Partial<KubectlData>;
  if (error) return null;
  const said = [
    lines !== undefined && `${lines} lines${errorLines ? `, ${errorLines} of them errors` : ''}${bounded ? '; stopped at its bound' : ''}`,
    verb === 'exec' && `exit code ${exitCode}`,
    changed?.length === 0 && 'Nothing changes.',
  ].filter(Boolean);
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {complete !== undefined && <Rollout data={data as Partial<KubectlData>} />}
      {rows && rows.length > 0 && <RowsTable caption={about} rows={rows} />}
      {rows?.length === 0 && <p className="text-sm text-ink-2">There are no {about}.</p>}
      {events && events.length > 0 && <RowsTable caption="Events" rows={events.map(({ name, age, about: _, ...event }) => event)} />}
      {diff && diff.length > 0 && (
        <RowsTable
          caption={dryRun ? 'What would change' : 'What changed'}
          rows={diff.map(({ path, before, after }) => ({
            where: path,
            before: shown(before),
            [dryRun ? 'would be' : 'is now']: shown(after),
          }))}
        />
      )}
      {said.length > 0 && <p className="text-sm text-ink-2">{said.join('; ')}</p>}
    </div>
  );
}

function Rollout({ data: { replicas = 0, updated = 0, available = 0, complete } }: { data: Partial<KubectlData> }) {
  const width = (count: number) => (replicas ? Math.min(1, count / replicas) * 120 : 0);
  return (
    <p className="flex flex-wrap items-center gap-3 text-sm">
      <svg aria-hidden="true" viewBox="0 0 120 8" className="h-2 w-30">
        <rect width="120" height="8" fill="currentColor" opacity="0.1" />
        <rect width={width(updated)} height="8" fill="currentColor" opacity="0.3" />
        <rect width={width(available)} height="8" fill="currentColor" opacity="0.7" />
      </svg>
      <span className="tabular-nums">
        {complete ? 'Complete' : 'Not complete'}: {updated} of {replicas} pods are new, {available} available
      </span>
    </p>
  );
}
