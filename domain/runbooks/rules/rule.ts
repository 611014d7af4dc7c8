import type { Block, Target } from '../schema';

/** Something the doctor knows to be wrong: why, what to do instead, and where that is known from. */
export type Rule = { explanation: string; fix: string; source: string };

/** One finding in a block. `line` counts from 1 within the body; without it, the block itself is meant. */
export type Finding = { rule: string; severity: 'error' | 'warning'; message: string; line?: number; fix?: string };

export type BlockInQuestion = {
  block: Block;
  targets: ReadonlyMap<string, Target> | null;
  /** Names of targets that its runbook says are still to be added. */
  awaits?: readonly string[] | undefined;
};

export type BlockCheck = (of: BlockInQuestion) => Finding[] | Promise<Finding[]>;
