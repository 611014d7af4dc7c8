'use client';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { useNow } from '@/components/ui/use-now';
import { NUDGE_MINUTES } from '@/domain/comms/rules';
import type { PromiseLedger } from '@/domain/comms/schema';
import { AUDIENCE_NAMES } from './comms-labels';
import { Countdown } from './countdown';
import { openComposer } from './open-composer';

const MINUTE_MS = 60_000;
export const isPromiseEvent = (type: string): boolean => type.startsWith('promise_');

/** Across the room, when an update that was promised is due in minutes or overdue: what to whom, and the way to write it. */
export function PromiseBanner({ number, mayWrite }: { number: number; mayWrite: boolean }) {
  const { data } = useRoomQuery<PromiseLedger>(number, 'promises', isPromiseEvent);
  // A broken promise stays in view until the update that answers it.
  const next =
    data?.items.find(({ state }) => state === 'open') ?? data?.items.find(({ state, answered }) => state === 'broken' && !answered);
  const dueMs = next ? Date.parse(next.dueAt) : Number.POSITIVE_INFINITY;
  const near = useNow((nowMs) => dueMs - nowMs <= NUDGE_MINUTES * MINUTE_MS);
  if (!next || !near) return null;
  return (
    <div role="status" className="flex flex-wrap items-baseline gap-x-3 border-b border-line bg-sunken px-4 py-1.5 max-sm:py-0">
      <span className="min-w-0">
        <span className="max-sm:hidden">An update was promised to {AUDIENCE_NAMES[next.audience].toLowerCase()}</span>
        <span className="sm:hidden">Update promised</span>: <Countdown dueAt={next.dueAt} />
      </span>
      {mayWrite && (
        <button type="button" className="link touch:min-h-11" onClick={() => openComposer()}>
          Write it
        </button>
      )}
    </div>
  );
}
