import type { ReactNode } from 'react';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';

type Type = TimelineEvent['type'];

/** What an event says in its line, after who did it, and what belongs under it. */
export type Words = { did: ReactNode; more?: ReactNode };

/** The words of some kinds of events. All of these maps together cover every kind: event-line.tsx. */
export type WordsOf<T extends Type> = { [K in T]: (data: Extract<TimelineEvent, { type: K }>['data']) => Words };

export const AUDIENCE_WORDS = { internal: 'the team', stakeholders: 'stakeholders', customers: 'customers' } as const;
export const STEP_WORDS = {
  reproduce: 'Reproduce',
  isolate: 'Isolate',
  collect: 'Collect data',
  hypothesise: 'Form a hypothesis',
  test: 'Test it',
  fix: 'Fix',
  verify: 'Verify',
  document: 'Document',
} as const;
