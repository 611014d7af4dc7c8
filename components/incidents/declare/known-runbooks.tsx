import Link from 'next/link';
import { Time } from '@/components/ui/time';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { RunView } from '@/domain/diagnostics/schema';
import type { RunbookSummary } from '@/domain/runbooks/schema';

type KnownRunbooksProps = { runbooks: RunbookSummary[]; lastRuns: ReadonlyMap<string, RunView>; most: number };

/** The runbooks, those run last first: what their last run came to and when, or what is wrong with them. */
export function KnownRunbooks({ runbooks, lastRuns, most }: KnownRunbooksProps) {
  const ranAt = ({ slug }: RunbookSummary) => lastRuns.get(slug)?.queuedAt ?? '';
  const ordered = [...runbooks].sort((a, b) => ranAt(b).localeCompare(ranAt(a)) || a.title.localeCompare(b.title));
  return (
    <ul data-list aria-label="Runbooks" className="divide-y divide-line border-y border-line">
      {ordered.slice(0, most).map(({ slug, title, problems }) => {
        const run = lastRuns.get(slug);
        return (
          <li key={slug} className="relative flex items-baseline gap-3 py-1.5 hover:bg-ink/4 touch:py-2.5">
            <Link data-item href={`/runbooks/${slug}`} className="min-w-0 truncate after:absolute after:inset-0">
              {title}
            </Link>
            <span className="ml-auto flex items-baseline gap-2 text-sm whitespace-nowrap text-ink-3">
              {problems > 0 && <span className="text-ink-2">{problems === 1 ? '1 problem' : `${problems} problems`}</span>}
              {run ? (
                <>
                  <VerdictMark word={verdictWord(run.state, run.verdict)} bare />
                  <Time at={run.queuedAt} />
                </>
              ) : (
                'never run'
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
