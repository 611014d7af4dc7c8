import { z } from 'zod';
import type { Effect } from '@/prisma/generated/enums';
import type { InputSpec, Kind, Target } from '../schema';

export type Outcome = 'runnable' | 'reference' | 'trap';

/** Something the doctor's rules say against a piece of the original. */
export type Objection = { rule: string; line: number; message: string; fix: string; severity: 'error' | 'warning' };

/** A target that a block needs; `known` when the inventory has it already. */
export type WantedTarget = { name: string; kind: Target['kind']; url?: string; egress?: string[]; known: boolean };

/** What a piece of a guide becomes when it can be run: one block, and why it may be one. */
export type Runnable = {
  kind: Kind;
  body: string;
  effect: Effect;
  target: WantedTarget;
  /** Why it only reads, or what shows that it changes something. */
  why: string;
  ok?: string;
  inputs: InputSpec[];
};

/** One piece of a code block: a command, a statement, or whatever stood between them. Lines count within the file. */
export type Part = {
  line: number;
  text: string;
  title: string;
  outcome: Outcome;
  why: string;
  fix?: string;
  rule?: string;
  kind?: Kind;
  effect?: Effect;
  /** The id of the block it became. */
  id?: string;
  objections: Objection[];
};

/** What became of one code block: a trap when something in it does not work as written, else runnable when something in it can be run. */
export type ImportedBlock = Omit<Part, 'text' | 'title' | 'objections'> & { language: string; section: string; parts: Part[] };

export type FileState = 'written' | 'unchanged' | 'kept' | 'skipped';

export type ImportedFile = {
  source: string;
  state: FileState;
  /** Where it was written, relative to the folder of the import; absent when it was skipped. */
  file?: string;
  /** Why it was kept or skipped. */
  why?: string;
  title?: string;
  headings: number;
  blocks: ImportedBlock[];
  /** Everything the doctor has against the original, by its lines. */
  findings: Objection[];
  /** What was repaired, and what could not be kept. */
  notes: string[];
};

export type Total = { files: number; blocks: number } & Record<Outcome, number>;

export type ImportReport = { service: string; total: Total; files: ImportedFile[]; targets: Omit<WantedTarget, 'known'>[] };

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
