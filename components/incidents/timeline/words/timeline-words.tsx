import { NoteText } from '@/components/incidents/notes/note-text';
import type { WordsOf } from './event-words';

type TimelineType = 'note_added' | 'note_edited' | 'event_pinned' | 'event_unpinned';

const eventLink = (event: number) => (
  <a className="link" href={`#e${event}`}>
    event {event}
  </a>
);

export const TIMELINE_WORDS: WordsOf<TimelineType> = {
  note_added: ({ body, decision }) => ({ did: decision ? 'decided' : '', more: <NoteText body={body} /> }),
  note_edited: ({ note, body }) => ({ did: <>edited {eventLink(note)}</>, more: <NoteText body={body} /> }),
  event_pinned: ({ event, label }) => ({
    did: (
      <>
        pinned {eventLink(event)}
        {label && `: ${label}`}
      </>
    ),
  }),
  event_unpinned: ({ event }) => ({ did: <>unpinned {eventLink(event)}</> }),
};
