import type { ReactNode } from 'react';
import { SeverityMark } from '@/components/ui/severity-mark';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import { NoteText } from './note-text';
import { STATUS_WORDS } from './status-words';

type Type = TimelineEvent['type'];
type Says = { [T in Type]: (data: Extract<TimelineEvent, { type: T }>['data']) => { did: ReactNode; more?: ReactNode } };

const SAYS: Says = {
  incident_declared: ({ severity, service, summary }) => ({
    did: (
      <>
        declared a <SeverityMark severity={severity} />
        {service && <> on {service}</>}
      </>
    ),
    more: summary && <NoteText body={summary} />,
  }),
  incident_acknowledged: () => ({ did: 'acknowledged' }),
  status_changed: ({ from, to }) => ({ did: <Changed what="status" from={STATUS_WORDS[from]} to={STATUS_WORDS[to]} /> }),
  severity_changed: ({ from, to, reason }) => ({
    did: <Changed what="severity" from={<SeverityMark severity={from} />} to={<SeverityMark severity={to} />} />,
    more: reason && <NoteText body={reason} />,
  }),
  note_added: ({ body }) => ({ did: '', more: <NoteText body={body} /> }),
  incident_resolved: (data) => ({ did: 'resolved it', more: <Resolution {...data} /> }),
  incident_reopened: ({ reason }) => ({ did: 'reopened it', more: reason && <NoteText body={reason} /> }),
  run_requested: ({ title }) => ({ did: `ran ${title}` }),
  run_ended: ({ title }) => ({ did: `${title} ended` }),
  run_cancel_requested: ({ title }) => ({ did: `asked ${title} to stop` }),
  approval_requested: ({ title, target, reason }) => ({
    did: `asked for approval: ${title} on ${target}`,
    more: <NoteText body={reason} />,
  }),
  approval_decided: ({ title, decision }) => ({ did: `${decision} ${title}` }),
};

/** What an event says in its line, and what belongs under it. */
export const eventWords = (event: TimelineEvent) =>
  (SAYS[event.type] as (data: unknown) => { did: ReactNode; more?: ReactNode })(event.data);

function Changed({ what, from, to }: { what: string; from: ReactNode; to: ReactNode }) {
  return (
    <>
      {what} {from} <span aria-hidden="true">→</span>
      <span className="sr-only">to</span> {to}
    </>
  );
}

/** Root cause, resolution and prevention, each under its word. */
export function Resolution({
  rootCause,
  resolution,
  prevention,
}: {
  rootCause: string | null;
  resolution: string | null;
  prevention: string | null;
}) {
  const parts = [
    ['Root cause', rootCause],
    ['Resolution', resolution],
    ['Prevention', prevention],
  ] as const;
  return (
    <dl className="grid gap-2">
      {parts.map(
        ([word, text]) =>
          text && (
            <div key={word}>
              <dt className="text-sm text-ink-3">{word}</dt>
              <dd>
                <NoteText body={text} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
