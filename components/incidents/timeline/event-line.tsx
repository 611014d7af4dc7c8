import { CLOCK_EVENT_WORDS } from '@/components/incidents/timeline/words/clock-words';
import { COMMS_WORDS } from '@/components/incidents/timeline/words/comms-words';
import type { Words, WordsOf } from '@/components/incidents/timeline/words/event-words';
import { INVESTIGATION_WORDS } from '@/components/incidents/timeline/words/investigation-words';
import { LIFECYCLE_WORDS } from '@/components/incidents/timeline/words/lifecycle-words';
import { RUN_WORDS } from '@/components/incidents/timeline/words/run-words';
import { TIMELINE_WORDS } from '@/components/incidents/timeline/words/timeline-words';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import { REVIEW_WORDS } from './words/review-words';

const SAYS: WordsOf<TimelineEvent['type']> = {
  ...LIFECYCLE_WORDS,
  ...TIMELINE_WORDS,
  ...RUN_WORDS,
  ...CLOCK_EVENT_WORDS,
  ...INVESTIGATION_WORDS,
  ...COMMS_WORDS,
  ...REVIEW_WORDS,
};

/** What an event says in its line, and what belongs under it. */
export const eventWords = (event: TimelineEvent): Words => (SAYS[event.type] as (data: unknown) => Words)(event.data);
