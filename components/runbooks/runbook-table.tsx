import Link from 'next/link';
import { StaleMark } from '@/components/rehearsal/stale-mark';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Time } from '@/components/ui/time';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { LastVerdict } from '@/domain/diagnostics/list-last-verdicts';
import type { StaleBlockView } from '@/domain/diagnostics/rehearsal/schema';
import type { RunbookSummary } from '@/domain/runbooks/schema';
import { lastVerdicts } from './last-verdicts';

/** One line a runbook: what it is for, what it can run, whose it is, and how it last came out. */
type Marks = { runs: LastVerdict[]; stale: StaleBlockView[] };

export function RunbookTable({ runbooks, runs, stale }: { runbooks: RunbookSummary[] } & Marks) {
  return (
    <ul className="mt-1 border-t border-line">
      {runbooks.map((runbook) => (
        <RunbookLine
          key={runbook.slug}
          runbook={runbook}
          runs={runs.filter((run) => run.runbook === runbook.slug)}
          stale={stale.filter((block) => block.runbook === runbook.slug)}
        />
      ))}
    </ul>
  );
}

function RunbookLine({ runbook, runs, stale }: { runbook: RunbookSummary } & Marks) {
  return (
    <li className="relative border-b border-line py-2.5 focus-within:bg-ink/4 hover:bg-ink/4">
      <div className="grid gap-x-6 gap-y-1 sm:grid-cols-[minmax(0,1fr)_9rem_11rem]">
        <div className="min-w-0">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <Link data-item href={`/runbooks/${runbook.slug}`} className="text-md font-medium after:absolute after:inset-0">
              {runbook.title}
            </Link>
            {runbook.severity && <SeverityMark severity={runbook.severity} className="text-sm" />}
          </p>
          <p className="max-w-[70ch] text-ink-2">{runbook.summary}</p>
          <StaleMark stale={stale} />
          {runbook.problems > 0 && (
            <p className="text-sm font-medium text-warn">
              {runbook.problems} {runbook.problems === 1 ? 'problem' : 'problems'} in the file
            </p>
          )}
        </div>
        <div className="text-sm text-ink-3 max-sm:flex max-sm:gap-3">
          <p>{runbook.owner}</p>
          <p className="font-mono">{runbook.kinds.length > 0 ? runbook.kinds.join(' ') : 'text only'}</p>
        </div>
        <LastVerdicts runs={runs} />
      </div>
    </li>
  );
}

function LastVerdicts({ runs }: { runs: LastVerdict[] }) {
  const last = lastVerdicts(runs);
  if (!last) return <p className="text-sm text-ink-3">never run</p>;
  return (
    <div className="text-sm text-ink-3 max-sm:flex max-sm:gap-3">
      <p className="flex flex-wrap gap-x-3">
        {last.counts.map(({ run, count }) => (
          <span key={verdictWord(run.state, run.verdict)} className="inline-flex items-baseline gap-1">
            <VerdictMark word={verdictWord(run.state, run.verdict)} /> {count}
          </span>
        ))}
      </p>
      <p>
        <Time at={last.at} />
      </p>
    </div>
  );
}
