import Link from 'next/link';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { Time } from '@/components/ui/time';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { RunView } from '@/domain/diagnostics/schema';

/** What was run lately and what it came to, one line a run. */
export function RecentRuns({ runs }: { runs: RunView[] }) {
  return (
    <ul data-list aria-label="Last runs" className="divide-y divide-line border-y border-line">
      {runs.map((run) => (
        <li
          key={run.id}
          className="relative grid grid-cols-[6.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 py-1.5 hover:bg-ink/4 max-sm:grid-cols-[minmax(0,1fr)_auto] touch:py-2.5"
        >
          <VerdictMark word={verdictWord(run.state, run.verdict)} />
          <span className="flex min-w-0 items-baseline gap-2 max-sm:col-span-2 max-sm:row-start-1">
            <Link data-item href={`/runs/${run.id}`} className="truncate after:absolute after:inset-0">
              {run.title}
            </Link>
            <span className="truncate text-sm text-ink-3 max-sm:hidden">
              {run.target} <EnvironmentMark environment={run.environment} />
              {run.incident !== null && <> · #{run.incident}</>}
            </span>
          </span>
          <span className="text-sm whitespace-nowrap text-ink-3">
            <span className="max-sm:hidden">{run.requestedBy} · </span>
            <Time at={run.endedAt ?? run.queuedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
