import type { Block, Target } from '../schema';

/** What may stand in the fence of one kind, and what is known of it before it runs. */
export type KindFormat = {
  /** Other words for it behind the ```. */
  aliases?: readonly string[];
  /** Able to change something, so that it may be a <Remediation>. */
  changes: boolean;
  /** A probe that can be repeated for a share of success. */
  repeats?: boolean;
  /** The sorts of target that it can be run against; any when left out. */
  targets?: readonly Target['kind'][];
  /** The names of other targets that a body also reads. */
  besides?: (body: string) => string[];
  /** Asks what a change would come to: it changes nothing, but takes the credential that may. */
  asksToChange?: (body: string) => boolean;
  /** The values that a body names, and how it writes one of them. */
  namedValues: (body: string) => string[];
  writtenAs: (name: string) => string;
  /** The names that a verdict can read; left out where they depend on what comes back. */
  fields?: readonly string[];
  /** Reads a body as its runner will; `{ problem, line }` when it cannot be run, whatever it runs against. */
  read?: (body: string, block: Block) => object;
};

/** What a repeated probe gives besides the fields of its last try. */
export const REPEAT_FIELDS = ['attempts', 'succeeded', 'success_pct', 'p50Ms', 'p95Ms', 'leastMs', 'mostMs', 'failures', 'samples'];

/** Inputs as `{name}`, which most kinds use. */
export const IN_BRACES = {
  namedValues: (body: string) => Array.from(body.matchAll(/\{([a-z][a-z0-9_]*)\}/g), (match) => match[1] ?? ''),
  writtenAs: (name: string) => `{${name}}`,
} satisfies Partial<KindFormat>;
