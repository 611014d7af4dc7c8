import Link from 'next/link';
import { SeverityMark } from '@/components/ui/severity-mark';
import type { RunbookSummary } from '@/domain/runbooks/schema';

type RunbookChoiceProps = { number: number; runbooks: RunbookSummary[]; service: string | null };

/** Runbooks to open inside the incident, those of its service first. Which one is open stands in the address. */
export function RunbookChoice({ number, runbooks, service }: RunbookChoiceProps) {
  const ordered = [...runbooks].sort(
    (a, b) => Number(b.service === service) - Number(a.service === service) || a.slug.localeCompare(b.slug),
  );
  return (
    <ul data-list aria-label="Runbooks" className="divide-y divide-line border-y border-line">
      {ordered.map(({ slug, title, summary, service: its, severity }) => (
        <li key={slug} className="relative py-1.5 hover:bg-ink/4 touch:py-2.5">
          <div className="flex items-baseline gap-3">
            <Link
              data-item
              href={`/incidents/${number}?runbook=${encodeURIComponent(slug)}`}
              className="min-w-0 truncate font-medium after:absolute after:inset-0"
            >
              {title}
            </Link>
            <span className="ml-auto text-sm whitespace-nowrap text-ink-3">{its}</span>
            {severity && <SeverityMark severity={severity} className="text-sm" />}
          </div>
          <p className="truncate text-ink-2">{summary}</p>
        </li>
      ))}
    </ul>
  );
}
