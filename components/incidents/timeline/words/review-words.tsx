import { NoteText } from '@/components/incidents/notes/note-text';
import { isSection, SECTIONS } from '@/domain/reviews/sections/rules';
import { utcInstant, zonedInstant } from '@/domain/reviews/words/rules';
import type { WordsOf } from './event-words';

type ReviewType =
  | 'review_opened'
  | 'review_planned'
  | 'review_scheduled'
  | 'review_meeting_cancelled'
  | 'review_section_edited'
  | 'review_moment_changed'
  | 'review_quote_changed'
  | 'review_commented'
  | 'review_comment_settled'
  | 'review_submitted'
  | 'review_returned'
  | 'review_approved'
  | 'review_published'
  | 'review_taken_up'
  | 'review_imported';

const noteIf = (text: string | null) => text && <NoteText body={text} />;
const titleOf = (key: string) => (isSection(key) ? SECTIONS[key].title : key);

export const REVIEW_WORDS: WordsOf<ReviewType> = {
  review_opened: ({ dueAt }) => ({ did: dueAt ? `opened the review, due ${utcInstant(dueAt)}` : 'opened the review' }),
  review_planned: ({ lead, dueAt }) => ({
    did: [
      ...(lead === undefined ? [] : [lead ? `gave the review to ${lead.name}` : 'took the review’s lead away']),
      ...(dueAt === undefined ? [] : [dueAt ? `made the review due ${utcInstant(dueAt)}` : 'took the review’s due date away']),
    ].join(' and '),
  }),
  review_scheduled: ({ at, zone, attendees, sequence }) => ({
    did: `${sequence > 0 ? 'changed the meeting of the review to' : 'scheduled the review for'} ${zonedInstant(at, zone)}, ${
      attendees === 1 ? '1 attendee' : `${attendees} attendees`
    }`,
  }),
  review_meeting_cancelled: ({ reason }) => ({ did: 'cancelled the meeting of the review', more: noteIf(reason) }),
  review_section_edited: ({ section }) => ({ did: `edited the review: ${titleOf(section)}` }),
  review_moment_changed: ({ change }) => ({ did: `${change} a moment of the review’s timeline` }),
  review_quote_changed: ({ change }) => ({ did: change === 'removed' ? 'took a quote out of the review' : 'quoted output in the review' }),
  review_commented: ({ section }) => ({ did: `commented on the review${section ? `: ${titleOf(section)}` : ''}` }),
  review_comment_settled: () => ({ did: 'settled a comment on the review' }),
  review_submitted: () => ({ did: 'asked for approval of the review' }),
  review_returned: ({ reason }) => ({ did: 'returned the review', more: noteIf(reason) }),
  review_approved: () => ({ did: 'approved the review' }),
  review_published: ({ version }) => ({ did: `published the review, version ${version}` }),
  review_taken_up: ({ version }) => ({ did: `took up the review again after version ${version}` }),
  review_imported: ({ number }) => ({ did: `imported this review; it was #${number} where it came from` }),
};
