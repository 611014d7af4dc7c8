'use client';
import { lazy, Suspense, useState } from 'react';
import { useLive } from '@/components/live/live-page';
import { cx } from '@/components/ui/cx';
import { toast } from '@/components/ui/toast';
import { CLOCK_WORDS } from '@/domain/incidents/clocks/rules';
import type { ClockBoard, ClockName } from '@/domain/incidents/clocks/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { ClockLine } from './clock-line';
import { useClocks } from './use-clocks';

const PauseDialog = lazy(() => import('./pause-dialog'));
const StatusPageDialog = lazy(() => import('./status-page-dialog'));

/** What was crossed longer ago is no news: it stands in the timeline. */
const NEWS_MS = 60_000;

type ClocksProps = { number: number; initial: ClockBoard; open: boolean; mayPause: boolean; mayTell: boolean };
type Asking = { for: 'pause'; clock: ClockName } | { for: 'told' };

/** What is due next and what is late, the most urgent first, ticking by the server's time; on a phone the first, and the others on a press. */
export function Clocks({ number, initial, open, mayPause, mayTell }: ClocksProps) {
  const { clocks, aheadMs } = useClocks(number, initial);
  const [asking, setAsking] = useState<Asking>();
  const [all, setAll] = useState(false);
  useNews(aheadMs);
  const shown = clocks.filter(({ state }) => state !== 'off');
  if (!open && shown.length === 0) return null;
  return (
    <section aria-label="Clocks" className="shrink-0 border-b border-line px-4 py-1 max-sm:py-0">
      {shown.length === 0 && <p className="text-ink-3">No clock runs</p>}
      <ul className="flex flex-wrap gap-x-5 gap-y-0.5">
        {shown.map((clock, at) => (
          <li
            key={clock.clock}
            className={cx('flex min-w-0 items-center gap-2 max-sm:basis-full [&>details]:min-w-0', at > 0 && !all && 'max-sm:hidden')}
          >
            <ClockLine
              number={number}
              clock={clock}
              aheadMs={aheadMs}
              onPause={mayPause ? () => setAsking({ for: 'pause', clock: clock.clock }) : undefined}
              onTold={mayTell ? () => setAsking({ for: 'told' }) : undefined}
            />
            {at === 0 && shown.length > 1 && (
              <button
                type="button"
                aria-expanded={all}
                onClick={() => setAll(!all)}
                className="ml-auto min-h-9 shrink-0 px-1 whitespace-nowrap text-ink-2 underline decoration-dotted underline-offset-4 sm:hidden"
              >
                {all ? '−' : `+${shown.length - 1}`}
                <span className="sr-only">{all ? ' fewer clocks' : ' more clocks'}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <Suspense>
        {asking?.for === 'pause' && <PauseDialog number={number} clock={asking.clock} onClose={() => setAsking(undefined)} />}
        {asking?.for === 'told' && <StatusPageDialog number={number} onClose={() => setAsking(undefined)} />}
      </Suspense>
    </section>
  );
}

/** Says aloud what is crossed while the room is open, wherever in it one is. */
function useNews(aheadMs: number): void {
  useLive('message', (item: TimelineItem) => {
    if (item.type !== 'clock_warned' && item.type !== 'clock_overdue') return;
    if (Date.now() + aheadMs - Date.parse(item.at) > NEWS_MS) return;
    const name = CLOCK_WORDS[item.data.clock];
    const minutes = Math.max(1, Math.round((Date.parse(item.data.dueAt) - Date.parse(item.at)) / 60_000));
    const stands = item.type === 'clock_overdue' ? 'is overdue' : `is due in ${minutes} min`;
    toast(`${name.charAt(0).toUpperCase()}${name.slice(1)} ${stands}`);
  });
}
