import Link from 'next/link';
import { NoteText } from '@/components/incidents/notes/note-text';
import { VerdictMark, type VerdictWord } from '@/components/ui/verdict-mark';
import type { WordsOf } from './event-words';

type RunType =
  | 'run_requested'
  | 'run_ended'
  | 'run_cancel_requested'
  | 'scheduled_result_changed'
  | 'approval_requested'
  | 'approval_decided';

export const RUN_WORDS: WordsOf<RunType> = {
  run_requested: ({ title, breakGlass, approvedBy }) => ({
    did: approvedBy ? `ran ${title}, approved by ${approvedBy}` : `ran ${title}`,
    more: breakGlass && (
      <p className="border-l-2 border-warn pl-2 text-sm">
        <b className="font-medium">Broke the glass, nobody approved it:</b> {breakGlass}
      </p>
    ),
  }),
  run_ended: ({ title }) => ({ did: `${title} ended` }),
  run_cancel_requested: ({ title }) => ({ did: `asked ${title} to stop` }),
  scheduled_result_changed: ({ title, target, from, to, reason, run, schedule }) => ({
    did: `says: the scheduled ${title} on ${target} came to something else`,
    more: (
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <VerdictMark word={from as VerdictWord} />
        <span aria-hidden="true">→</span>
        <VerdictMark word={to as VerdictWord} />
        {reason && <span>{reason}</span>}
        <Link href={`/runs/${run}`} className="link">
          Run
        </Link>
        <Link href={`/schedules/${schedule}`} className="link">
          History
        </Link>
      </p>
    ),
  }),
  approval_requested: ({ title, target, reason }) => ({
    did: `asked for approval: ${title} on ${target}`,
    more: <NoteText body={reason} />,
  }),
  approval_decided: ({ title, decision }) => ({ did: `${decision} ${title}` }),
};
