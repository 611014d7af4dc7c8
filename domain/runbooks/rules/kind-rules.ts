import type { Rule } from './rule';

/** What the kinds' own readers find in a body. */
export const KIND_RULES = {
  'kind/body': {
    explanation: 'A body that its kind cannot read would only fail when it is needed.',
    fix: 'Write it as the kind wants it.',
    source: 'docs/kinds.md',
  },
  'redis/understated': {
    explanation: 'FLUSHALL, FLUSHDB and SWAPDB cannot be taken back.',
    fix: 'Give effect="destructive".',
    source: 'redis.io/commands/flushall',
  },
} satisfies Record<string, Rule>;
