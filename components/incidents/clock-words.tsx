import { CLOCK_WORDS, type WordsOf } from './event-words';
import { NoteText } from './note-text';

type ClockType = 'clock_warned' | 'clock_overdue' | 'clock_paused' | 'clock_resumed' | 'status_page_told';

export const CLOCK_EVENT_WORDS: WordsOf<ClockType> = {
  clock_warned: ({ clock }) => ({ did: `${CLOCK_WORDS[clock]} is due soon` }),
  clock_overdue: ({ clock }) => ({ did: `${CLOCK_WORDS[clock]} is overdue` }),
  clock_paused: ({ clock, reason }) => ({ did: `paused the clock: ${CLOCK_WORDS[clock]}`, more: <NoteText body={reason} /> }),
  clock_resumed: ({ clock, reason }) => ({ did: `resumed the clock: ${CLOCK_WORDS[clock]}`, more: reason && <NoteText body={reason} /> }),
  status_page_told: ({ note }) => ({ did: 'says the status page tells of it', more: note && <NoteText body={note} /> }),
};
