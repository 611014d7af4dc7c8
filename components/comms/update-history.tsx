'use client';
import { NoteText } from '@/components/incidents/note-text';
import { Disclosure } from '@/components/ui/disclosure';
import { Cell, Row, Table } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { DeliveryView, UpdateView } from '@/domain/comms/schema';
import { AUDIENCE_NAMES, CHANNEL_WORDS, DELIVERY_WORDS, PURPOSE_WORDS } from './comms-labels';

/** What was told to whom, newest first, and who was reached. */
export function UpdateHistory({ updates }: { updates: UpdateView[] }) {
  if (updates.length === 0) return null;
  return (
    <section aria-label="Sent updates">
      <h2 className="font-medium">Sent</h2>
      <ul className="mt-1 border-t border-line">
        {updates.map((update) => (
          <li key={update.id} className="border-b border-line py-2">
            <Sent update={update} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sent({ update }: { update: UpdateView }) {
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
          {deliveries.rows.length > 0 && <Deliveries rows={deliveries.rows} />}
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

function Deliveries({ rows }: { rows: DeliveryView[] }) {
  return (
    <Table caption="Deliveries" head={['Recipient', 'By', 'State']}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell className="wrap-anywhere">{row.recipient}</Cell>
          <Cell>{CHANNEL_WORDS[row.kind]}</Cell>
          <Cell>
            <span className={row.state === 'failed' ? 'font-medium text-fail' : undefined}>{DELIVERY_WORDS[row.state]}</span>
            {row.endedAt && row.state === 'delivered' && (
              <>
                {' '}
                <Time at={row.endedAt} />
              </>
            )}
            {row.maybeRepeated && ', perhaps twice'}
            {row.state !== 'delivered' && row.attempts > 1 && `, tried ${row.attempts} times`}
            {row.lastError && <span className="block text-sm text-ink-2">{row.lastError}</span>}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
