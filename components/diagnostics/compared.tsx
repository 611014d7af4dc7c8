'use client';
import Link from 'next/link';
import { useState } from 'react';
import { ChevronIcon } from '@/components/ui/icons';
import { useTimeZone } from '@/components/ui/time';
import type { Comparison } from '@/domain/diagnostics/baselines/schema';
import type { RunView } from '@/domain/diagnostics/schema';
import { dayAndClock } from './day-and-clock';
import { DifferenceView } from './difference-view';
import { useAnswer } from './use-answer';

/** Worth it where something may be wrong: in an incident, or when it did not come out ok. */
const isWorthIt = (run: RunView) =>
  run.endedAt !== null && run.effect === 'read' && run.verdict !== null && (run.incident !== null || run.verdict !== 'ok');

/** A result beside the last healthy one, folded away until it is wanted. Nothing where there is none. */
export function Compared({ run }: { run: RunView }) {
  const { comparison } = useAnswer<{ comparison: Comparison | null }>(isWorthIt(run) ? `/api/v1/runs/${run.id}/comparison` : null) ?? {};
  const [open, setOpen] = useState(false);
  const zone = useTimeZone();
  if (!comparison) return null;
  const { healthy, isSame, difference } = comparison;
  return (
    <div className="py-1">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex items-center gap-1 text-sm text-ink-2 hover:text-ink touch:min-h-10"
      >
        <span aria-hidden="true" className={open ? '' : '-rotate-90'}>
          <ChevronIcon />
        </span>
        Compared with healthy, <time dateTime={healthy.at}>{dayAndClock(new Date(healthy.at), zone)}</time>
        {isSame && <span className="text-ink-3">: nothing that counts is different</span>}
      </button>
      {open && (
        <section aria-label={`${run.title}, compared with healthy`} className="grid gap-2 pt-1">
          <p className="text-sm text-ink-3">
            <Link href={`/runs/${healthy.run}`} prefetch={false} className="link">
              The healthy run
            </Link>{' '}
            by {healthy.requestedBy}
            {!healthy.sameBlock && ', of an earlier version of this block'}. Times, durations, ids and counters are left out.
          </p>
          {!isSame && <DifferenceView difference={difference} />}
        </section>
      )}
    </div>
  );
}
