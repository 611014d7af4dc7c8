import { NoteText } from '@/components/incidents/notes/note-text';
import type { WordsOf } from './event-words';

type RunType = 'run_requested' | 'run_ended' | 'run_cancel_requested' | 'approval_requested' | 'approval_decided';

export const RUN_WORDS: WordsOf<RunType> = {
  run_requested: ({ title }) => ({ did: `ran ${title}` }),
  run_ended: ({ title }) => ({ did: `${title} ended` }),
  run_cancel_requested: ({ title }) => ({ did: `asked ${title} to stop` }),
  approval_requested: ({ title, target, reason }) => ({
    did: `asked for approval: ${title} on ${target}`,
    more: <NoteText body={reason} />,
  }),
  approval_decided: ({ title, decision }) => ({ did: `${decision} ${title}` }),
};
