'use client';
import Link from 'next/link';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Time } from '@/components/ui/time';
import type { RunView } from '@/domain/diagnostics/schema';
import type { SeenBefore as Seen } from '@/domain/diagnostics/seen-before/schema';
import { useAnswer } from './use-answer';

/** Earlier incidents in which a run failed in the same way, and what fixed them. Nothing where there is none. */
export function SeenBefore({ run }: { run: RunView }) {
  const failed = run.endedAt !== null && (run.state === 'failed' || run.state === 'errored');
  const { items = [] } = useAnswer<{ items: Seen[] }>(failed ? `/api/v1/runs/${run.id}/seen-before` : null) ?? {};
  if (items.length === 0) return null;
  return (
    <section aria-label={`Seen before: ${run.title}`} className="my-2 border-l-2 border-ink pl-3">
      <h4 className="text-sm font-semibold">Seen before</h4>
      <SeenList items={items} />
    </section>
  );
}

/** One line an incident, with its resolution and the change that was proved. */
export function SeenList({ items }: { items: Seen[] }) {
  return (
    <ul className="grid gap-2 pt-1">
      {items.map(({ incident, run, fix }) => (
        <li key={incident.number}>
          <p className="flex flex-wrap items-baseline gap-x-2">
            <SeverityMark severity={incident.severity} className="text-sm" />
            <Link href={`/incidents/${incident.number}`} className="link font-medium">
              #{incident.number} {incident.title}
            </Link>
            <span className="text-sm text-ink-3">
              <Time at={run.at} />
            </span>
          </p>
          <p className="max-w-[80ch] text-ink-2">{incident.resolution ?? 'It has no resolution yet.'}</p>
          {fix && (
            <p className="text-sm text-ink-2">
              Fixed by{' '}
              <Link href={`/runbooks/${fix.runbook}#block-${fix.block}`} className="link">
                {fix.title}
              </Link>{' '}
              (
              <Link href={`/runs/${fix.run}`} prefetch={false} className="link">
                the run
              </Link>{' '}
              by {fix.requestedBy}), proved by {fix.verifiedBy}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
