import { NoteText } from '@/components/incidents/notes/note-text';
import { Time } from '@/components/ui/time';
import { AUDIENCE_WORDS, type WordsOf } from './event-words';

type CommsType =
  | 'update_drafted'
  | 'update_approval_requested'
  | 'update_approved'
  | 'update_returned'
  | 'update_scheduled'
  | 'update_cancelled'
  | 'update_sent'
  | 'delivery_failed'
  | 'promise_made'
  | 'promise_nudged'
  | 'promise_overdue'
  | 'promise_broken'
  | 'promise_kept'
  | 'promise_withdrawn'
  | 'stakeholder_link_created'
  | 'stakeholder_link_revoked'
  | 'escalated';

/** A promise's words stand in the middle of a line. */
const inLine = (words: string) => words.replace(/[.!\s]+$/, '');
const noteIf = (text: string | null) => text && <NoteText body={text} />;

export const COMMS_WORDS: WordsOf<CommsType> = {
  update_drafted: ({ audience, subject }) => ({ did: `drafted an update for ${AUDIENCE_WORDS[audience]}: ${subject}` }),
  update_approval_requested: ({ subject }) => ({ did: `asked for approval of the update ${subject}` }),
  update_approved: ({ subject }) => ({ did: `approved the update ${subject}` }),
  update_returned: ({ subject, reason }) => ({ did: `returned the update ${subject}`, more: noteIf(reason) }),
  update_scheduled: ({ subject, scheduledAt }) => ({
    did: (
      <>
        scheduled the update {subject} for <Time at={scheduledAt} form="clock" />
      </>
    ),
  }),
  update_cancelled: ({ subject, reason }) => ({ did: `cancelled the update ${subject}`, more: noteIf(reason) }),
  update_sent: ({ audience, subject, body }) => ({
    did: `told ${AUDIENCE_WORDS[audience]}: ${subject}`,
    more: <NoteText body={body} />,
  }),
  delivery_failed: ({ recipient, error }) => ({ did: `could not reach ${recipient}: ${error}` }),
  promise_made: ({ words }) => ({ did: `promised: ${inLine(words)}` }),
  promise_nudged: ({ words }) => ({ did: `a promise is due soon: ${inLine(words)}` }),
  promise_overdue: ({ words }) => ({ did: `a promise is overdue: ${inLine(words)}` }),
  promise_broken: ({ words, told }) => ({ did: `a promise was not kept: ${inLine(words)}${told ? `; told ${told.name}` : ''}` }),
  promise_kept: ({ words, late }) => ({ did: `kept the promise${late ? ', late' : ''}: ${inLine(words)}` }),
  promise_withdrawn: ({ words, reason }) => ({ did: `withdrew the promise: ${inLine(words)}`, more: noteIf(reason) }),
  stakeholder_link_created: ({ label }) => ({ did: `made a link for stakeholders: ${label}` }),
  stakeholder_link_revoked: ({ label }) => ({ did: `revoked the link for stakeholders: ${label}` }),
  escalated: ({ level, contacts, note, ways }) => ({
    did: `escalated to ${level ? `level ${level}: ` : ''}${contacts.map(({ name }) => name).join(', ')}`,
    more: (
      <>
        <NoteText body={note} />
        <p className="text-sm text-ink-3">{ways.length > 0 ? `Sent to ${ways.join(', ')}.` : 'Nobody was written to: call them.'}</p>
      </>
    ),
  }),
};
