import { z } from 'zod';
import { number, required, text } from '../schema';
import type { TimelineItem } from '../timeline-event';

const seq = z.int().positive().max(2_147_483_647);

export const EditNote = z.strictObject({
  number,
  /** The note's number in the timeline. */
  note: seq,
  body: required(20_000),
  /** The number of the event whose text was edited: the note's own, or its last edit's. Another edit since is not overwritten. */
  basedOn: seq.optional(),
});
export const PinEvent = z.strictObject({ number, event: seq, label: text(200).optional() });
export const UnpinEvent = PinEvent.omit({ label: true });

const MOST_WORDS = 20;
const commas = (value: string) => value.split(',').filter(Boolean);

export const FindEvents = z.strictObject({
  number,
  before: z.coerce.number().int().positive().max(2_147_483_647).default(2_147_483_647),
  /** Each of them stands in what is found. */
  words: text(200)
    .default('')
    .transform((value) => value.split(/\s+/).filter(Boolean))
    .refine((words) => words.length <= MOST_WORDS, `must be at most ${MOST_WORDS} words`),
  /** Kinds of events, separated by commas; none means all. */
  types: text(2_000).default('').transform(commas),
});

/** An event that someone keeps in view. */
export type PinnedEvent = { label: string | null; pinnedBy: string; item: TimelineItem };
