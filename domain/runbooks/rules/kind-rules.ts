import { KIND_FORMATS } from '../kinds';
import { isProblem } from '../kinds/body-lines';
import { redisDestroys } from '../kinds/redis-commands';
import type { BlockCheck, Finding, Rule } from './rule';

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

/** The body is one that its kind can run, and its effect is not understated. */
export const checkBody: BlockCheck = ({ block }) => {
  const read = KIND_FORMATS[block.kind].read?.(block.body, block) ?? {};
  if (isProblem(read)) return [{ rule: 'kind/body', severity: 'error', line: read.line ?? 1, message: `${read.problem}.` }];
  if (block.kind !== 'redis' || block.effect !== 'mutating') return [];
  const [command = ''] = block.body.trim().split(/\s+/);
  const finding: Finding = { rule: 'redis/understated', severity: 'error', line: 1, message: `${command} loses data for ever.` };
  return redisDestroys([command]) ? [finding] : [];
};
