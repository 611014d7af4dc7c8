'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { relativeTime } from '@/components/ui/duration';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Time } from '@/components/ui/time';
import { useNow } from '@/components/ui/use-now';
import type { DeliveryView } from '@/domain/deliveries/schema';
import { KIND_WORDS, STATE_WORDS } from './kind-words';
import { RetryButton } from './retry-button';

const CHANGED_BY = new Set([
  'update_sent',
  'delivery_failed',
  'escalated',
  'promise_nudged',
  'promise_broken',
  'clock_warned',
  'clock_overdue',
]);
/** A delivery that waits or is under way changes without an event. */
const LOOK_EVERY_MS = 3_000;
const SOON_MS = 5_000;

/** How far an update is, recipient by recipient. */
export function DeliveryStates({ number, update, mayRetry }: { number: number; update: string; mayRetry: boolean }) {
  const { items, isPending, error } = useDeliveries(number, update);
  if (error) return <p className="text-fail">{error.message}</p>;
  if (isPending) return <SkeletonRows rows={2} label="Loading deliveries" />;
  if (items.length === 0) return <p className="text-sm text-ink-3">It goes to no channel; an admin adds some in the settings.</p>;
  return <Deliveries number={number} items={items} mayRetry={mayRetry} />;
}

/** What was sent and belongs to no update: requests for help, nudges. Nothing is shown while there is none. */
export function OtherDeliveries({ number, mayRetry }: { number: number; mayRetry: boolean }) {
  const { items, error } = useDeliveries(number, null);
  if (!error && items.length === 0) return null;
  return (
    <section aria-label="Messages" className="pt-6">
      <h2 className="pb-1 font-medium">Other messages</h2>
      {error ? <p className="text-fail">{error.message}</p> : <Deliveries number={number} items={items} mayRetry={mayRetry} />}
    </section>
  );
}

function useDeliveries(number: number, update: string | null) {
  const { data, isPending, error } = useRoomQuery<{ items: DeliveryView[] }>(number, 'deliveries', (type) => CHANGED_BY.has(type));
  const items = (data?.items ?? []).filter((item) => item.update === update);
  useLookAgain(
    number,
    items.some(({ endedAt }) => endedAt === null),
  );
  return { items, isPending, error };
}

/** To whom, and how far that is; a press tries again what waits or was given up. */
function Deliveries({ number, items, mayRetry }: { number: number; items: DeliveryView[]; mayRetry: boolean }) {
  return (
    <ul aria-label="Deliveries" className="divide-y divide-line border-y border-line">
      {items.map((item) => (
        <Delivery key={item.id} number={number} item={item} mayRetry={mayRetry} />
      ))}
    </ul>
  );
}

function useLookAgain(number: number, wanted: boolean): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (!wanted) return;
    const timer = setInterval(() => {
      if (!document.hidden) void cache.invalidateQueries({ queryKey: ['incident', number, 'deliveries'] });
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [cache, number, wanted]);
}

function Delivery({ number, item, mayRetry }: { number: number; item: DeliveryView; mayRetry: boolean }) {
  const { id, update, subject, recipient, channel, kind, state, attempts, maybeRepeated, nextAttemptAt, endedAt, lastError } = item;
  const stuck = state === 'failed' || (state === 'queued' && attempts > 0);
  return (
    <li className="flex flex-wrap items-start justify-end gap-x-3 gap-y-1 py-1.5">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap gap-x-2">
          <span className="min-w-0 break-words">{recipient}</span>
          <span className="text-ink-3">{channel && channel !== recipient ? `${KIND_WORDS[kind]}, ${channel}` : KIND_WORDS[kind]}</span>
        </p>
        {update === null && <p className="text-sm break-words text-ink-2">{subject}</p>}
        {lastError && state !== 'delivered' && <p className="text-sm break-words text-ink-2">{lastError}</p>}
      </div>
      <p className="shrink-0 text-right text-sm">
        <State state={state} waiting={attempts > 0} />
        <span className="block text-ink-3">
          {endedAt ? <Time at={endedAt} /> : nextAttemptAt && attempts > 0 && state === 'queued' && <NextTry at={nextAttemptAt} />}
          {attempts > 1 && ` · ${attempts} tries`}
        </span>
        {maybeRepeated && <span className="block text-ink-3">may have arrived twice</span>}
      </p>
      {mayRetry && stuck && <RetryButton number={number} id={id} recipient={recipient} />}
    </li>
  );
}

function NextTry({ at }: { at: string }) {
  const atMs = Date.parse(at);
  const words = useNow((nowMs) => (atMs - nowMs < SOON_MS ? 'next try now' : `next try ${relativeTime(atMs, nowMs)}`));
  return <span suppressHydrationWarning>{words}</span>;
}

function State({ state, waiting }: { state: DeliveryView['state']; waiting: boolean }) {
  if (state === 'delivered')
    return (
      <span className="text-ok">
        <span aria-hidden="true">✓ </span>
        {STATE_WORDS[state]}
      </span>
    );
  if (state === 'failed')
    return (
      <span className="font-medium text-fail">
        <span aria-hidden="true">✕ </span>
        {STATE_WORDS[state]}
      </span>
    );
  return state === 'queued' && waiting ? (
    <span className="text-warn">
      <span aria-hidden="true">↻ </span>tries again
    </span>
  ) : (
    <span className="text-ink-2">{STATE_WORDS[state]}</span>
  );
}
