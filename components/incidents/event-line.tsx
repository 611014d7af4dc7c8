import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import { CLOCK_EVENT_WORDS } from './clock-words';
import { COMMS_WORDS } from './comms-words';
import type { Words, WordsOf } from './event-words';
import { INVESTIGATION_WORDS } from './investigation-words';
import { LIFECYCLE_WORDS } from './lifecycle-words';
import { RUN_WORDS } from './run-words';
import { TIMELINE_WORDS } from './timeline-words';

const SAYS: WordsOf<TimelineEvent['type']> = {
  ...LIFECYCLE_WORDS,
  ...TIMELINE_WORDS,
  ...RUN_WORDS,
  ...CLOCK_EVENT_WORDS,
  ...INVESTIGATION_WORDS,
  ...COMMS_WORDS,
};

/** What an event says in its line, and what belongs under it. */
export const eventWords = (event: TimelineEvent): Words => (SAYS[event.type] as (data: unknown) => Words)(event.data);
