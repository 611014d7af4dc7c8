import type { ReactNode } from 'react';
import { STATUS_WORDS } from '@/components/incidents/lifecycle/status-words';
import { NoteText } from '@/components/incidents/notes/note-text';
import { Changed, Resolution } from '@/components/incidents/timeline/say';
import { Disclosure } from '@/components/ui/disclosure';
import { SeverityMark } from '@/components/ui/severity-mark';
import { ROLE_WORDS } from '@/domain/incidents/people/rules';
import type { DetailChanges } from '@/domain/incidents/timeline-event';
import type { WordsOf } from './event-words';

type LifecycleType =
  | 'incident_declared'
  | 'incident_acknowledged'
  | 'status_changed'
  | 'severity_changed'
  | 'details_changed'
  | 'incident_resolved'
  | 'incident_reopened'
  | 'merged_into'
  | 'duplicate_merged'
  | 'restriction_changed'
  | 'participant_added'
  | 'participant_removed'
  | 'link_added'
  | 'link_removed'
  | 'role_assigned'
  | 'role_ended';

const DETAIL_WORDS: Record<keyof DetailChanges, string> = {
  title: 'title',
  service: 'service',
  summary: 'summary',
  impact: 'impact',
  kind: 'kind',
  startedAt: 'start',
  customerVisible: 'whether customers see it',
  tags: 'tags',
  bridgeUrl: 'bridge',
};

const noteIf = (text: string | null | undefined) => text && <NoteText body={text} />;

/** What is said, and below it what became of the procedures that were begun. */
const withProcedures = (said: ReactNode, became: string, procedures: readonly string[] = []) =>
  procedures.length === 0 ? (
    said
  ) : (
    <>
      {said}
      <p className="text-ink-2">
        {became}: {procedures.join(', ')}
      </p>
    </>
  );

const otherIncident = (number: number, title: string) => (
  <a className="link" href={`/incidents/${number}`}>
    #{number} {title}
  </a>
);

export const LIFECYCLE_WORDS: WordsOf<LifecycleType> = {
  incident_declared: ({ severity, service, summary, restricted }) => ({
    did: (
      <>
        declared a {restricted && 'restricted '}
        <SeverityMark severity={severity} />
        {service && <> on {service}</>}
      </>
    ),
    more: noteIf(summary),
  }),
  incident_acknowledged: () => ({ did: 'acknowledged' }),
  status_changed: ({ from, to, reason, procedures }) => ({
    did: <Changed what="status" from={STATUS_WORDS[from]} to={STATUS_WORDS[to]} />,
    more: withProcedures(noteIf(reason), 'Halted with it', procedures),
  }),
  severity_changed: ({ from, to, reason }) => ({
    did: <Changed what="severity" from={<SeverityMark severity={from} />} to={<SeverityMark severity={to} />} />,
    more: noteIf(reason),
  }),
  details_changed: (changes) => ({
    did: `changed ${Object.keys(changes)
      .map((field) => DETAIL_WORDS[field as keyof DetailChanges])
      .join(', ')}`,
    more: noteIf(changes.impact?.to ?? changes.summary?.to ?? changes.title?.to),
  }),
  incident_resolved: ({ procedures, ...said }) => ({
    did: 'resolved it',
    more: withProcedures(<Resolution {...said} />, 'Halted with it', procedures),
  }),
  incident_reopened: ({ reason, procedures }) => ({
    did: 'reopened it',
    more: withProcedures(noteIf(reason), 'Goes on', procedures),
  }),
  merged_into: ({ number, title, reason, procedures }) => ({
    did: <>merged it into {otherIncident(number, title)}</>,
    more: withProcedures(noteIf(reason), 'Halted with it', procedures),
  }),
  duplicate_merged: ({ number, title, reason }) => ({ did: <>merged {otherIncident(number, title)} into this</>, more: noteIf(reason) }),
  restriction_changed: ({ restricted, reason }) => ({
    did: restricted ? 'restricted it to those who take part' : 'opened it to everyone',
    more: noteIf(reason),
  }),
  participant_added: ({ person }) => ({ did: `brought in ${person.name}` }),
  participant_removed: ({ person, reason }) => ({ did: `took out ${person.name}`, more: noteIf(reason) }),
  link_added: ({ url, label }) => ({
    did: (
      <>
        linked{' '}
        <a className="link" href={url} rel="noreferrer noopener" target="_blank">
          {label}
        </a>
      </>
    ),
  }),
  link_removed: ({ label }) => ({ did: `removed the link ${label}` }),
  role_assigned: ({ role, person, from, note, brief }) => ({
    did: `made ${person.name} ${ROLE_WORDS[role]}${from ? `, after ${from.name}` : ''}`,
    more: (note || brief) && (
      <>
        {note && <NoteText body={note} />}
        {brief && (
          <Disclosure summary="Brief: clocks, tasks, last events, who knows what" className="text-sm">
            <NoteText body={brief} />
          </Disclosure>
        )}
      </>
    ),
  }),
  role_ended: ({ role, person }) => ({ did: `ended ${person.name}'s role as ${ROLE_WORDS[role]}` }),
};
