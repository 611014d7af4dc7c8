import { z } from 'zod';

/** What comes through a browser; the command line takes guides of up to 1 MiB. */
export const LARGEST_DROPPED_BYTES = 512 * 1024;
export const MOST_DROPPED_FILES = 50;
const LONGEST_CONTENT = Math.ceil(LARGEST_DROPPED_BYTES / 3) * 4;

const word = (longest: number) => z.string().regex(new RegExp(`^[a-z0-9-]{1,${longest}}$`), 'must be lower-case letters, digits and -');
const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((text) => !/\p{Cc}/u.test(text), 'must not hold control characters');

/** A guide as somebody dropped it: its bytes, and where it is to be put. */
export const ReviewGuide = z.strictObject({
  /** The name of the file; its ending says what it is written in. */
  source: line(200).min(1),
  content: z.base64('must be base64').max(LONGEST_CONTENT, `must have at most ${LARGEST_DROPPED_BYTES / 1024} KiB`),
  service: word(64),
  /** The runbook's own name; by default made from the file's. */
  name: word(90).optional(),
});
export type ReviewGuide = z.output<typeof ReviewGuide>;

export const AcceptGuide = ReviewGuide.required({ name: true }).extend({
  title: line(200).min(1).optional(),
  owner: line(100).default(''),
  /** Ids of blocks that are to be read only, although they could be run. */
  asReference: z.array(z.string().max(64)).max(500).default([]),
  /** The hash of the file that it takes the place of, as it was shown. */
  over: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type AcceptGuide = z.output<typeof AcceptGuide>;
