import { NoteText } from '@/components/incidents/notes/note-text';
import { CLOCK_WORDS } from '@/domain/incidents/clocks/rules';
import type { WordsOf } from './event-words';

type ClockType = 'clock_warned' | 'clock_overdue' | 'clock_paused' | 'clock_resumed' | 'status_page_told';

const dueAt = (at: string) => `${at.slice(11, 16)} UTC`;

export const CLOCK_EVENT_WORDS: WordsOf<ClockType> = {
  clock_warned: ({ clock, dueAt: at }) => ({ did: `warns: ${CLOCK_WORDS[clock]} is due at ${dueAt(at)}` }),
  clock_overdue: ({ clock, dueAt: at }) => ({ did: `says overdue: ${CLOCK_WORDS[clock]} was due at ${dueAt(at)}` }),
  clock_paused: ({ clock, reason }) => ({ did: `paused the clock: ${CLOCK_WORDS[clock]}`, more: <NoteText body={reason} /> }),
  clock_resumed: ({ clock, reason }) => ({ did: `resumed the clock: ${CLOCK_WORDS[clock]}`, more: reason && <NoteText body={reason} /> }),
  status_page_told: ({ note }) => ({ did: 'says the status page tells of it', more: note && <NoteText body={note} /> }),
};
