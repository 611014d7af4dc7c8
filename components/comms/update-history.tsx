'use client';
import { DeliveryStates } from '@/components/deliveries/delivery-states';
import { NoteText } from '@/components/incidents/notes/note-text';
import { Disclosure } from '@/components/ui/disclosure';
import { Time } from '@/components/ui/time';
import type { UpdateView } from '@/domain/comms/schema';
import { AUDIENCE_NAMES, PURPOSE_WORDS } from './comms-labels';

/** What was told to whom, newest first, and who was reached. */
export function UpdateHistory({ number, updates, mayRetry }: { number: number; updates: UpdateView[]; mayRetry: boolean }) {
  if (updates.length === 0) return null;
  return (
    <section aria-label="Sent updates">
      <h2 className="font-medium">Sent</h2>
      <ul className="mt-1 border-t border-line">
        {updates.map((update) => (
          <li key={update.id} className="border-b border-line py-2">
            <Sent number={number} update={update} mayRetry={mayRetry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sent({ number, update, mayRetry }: { number: number; update: UpdateView; mayRetry: boolean }) {
  const { deliveries, sentAt, sentBy, approvedBy } = update;
  return (
    <article aria-label={update.subject} className="grid gap-1">
      <p className="flex flex-wrap items-baseline gap-x-3">
        {sentAt && <Time at={sentAt} form="clock" className="tabular-nums" />}
        <span className="font-medium wrap-anywhere">{update.subject}</span>
        <span className="text-sm text-ink-3">
          {PURPOSE_WORDS[update.purpose]} to {AUDIENCE_NAMES[update.audience].toLowerCase()}, by {sentBy}
          {approvedBy && `, approved by ${approvedBy}`}
        </span>
      </p>
      <Disclosure summary={reached(deliveries)} className="text-sm">
        <div className="grid gap-3 py-2 text-base">
          <NoteText body={update.body} />
          {deliveries.total > 0 && <DeliveryStates number={number} update={update.id} mayRetry={mayRetry} />}
        </div>
      </Disclosure>
    </article>
  );
}

function reached({ total, queued, delivered, failed }: UpdateView['deliveries']): string {
  if (total === 0) return 'Recorded; no channel took it';
  return [`${delivered} of ${total} delivered`, ...(queued ? [`${queued} on the way`] : []), ...(failed ? [`${failed} failed`] : [])].join(
    ', ',
  );
}
