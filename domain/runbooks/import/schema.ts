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
