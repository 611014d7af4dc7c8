import Link from 'next/link';
import { Time } from '@/components/ui/time';
import type { StaleBlockView } from '@/domain/diagnostics/rehearsal/schema';

/** The blocks that stopped working, in all runbooks. */
export function StaleRows({ stale }: { stale: StaleBlockView[] }) {
  if (stale.length === 0) return <p className="text-ink-2">Nothing: all that worked in rehearsal works.</p>;
  return (
    <ul data-list aria-label="Stopped working" className="divide-y divide-line border-y border-line">
      {stale.map(({ runbook, block, title, reason, since }) => (
        <li key={`${runbook}#${block}`} className="relative py-2 hover:bg-ink/4">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <Link data-item href={`/runbooks/${runbook}#block-${block}`} className="font-medium after:absolute after:inset-0">
              {title}
            </Link>
            <span className="text-sm text-ink-3">{runbook}</span>
            <Time at={since} className="ml-auto text-sm text-ink-3" />
          </p>
          <p className="text-ink-2 wrap-anywhere">{reason}</p>
        </li>
      ))}
    </ul>
  );
}
