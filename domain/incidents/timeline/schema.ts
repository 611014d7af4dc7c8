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

/** An event that someone keeps in view. */
export type PinnedEvent = { label: string | null; pinnedBy: string; item: TimelineItem };
