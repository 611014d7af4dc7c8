import type { Block } from '../schema';
import { type BodyProblem, isProblem, readLines } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';
import { redisObjection } from './redis-commands';

/** The command of a body as words, its inputs not yet filled in; one that its effect does not allow is a problem. */
export function readRedis(body: string, { effect }: Pick<Block, 'effect'>): { words: string[] } | BodyProblem {
  const lines = readLines(body);
  if (isProblem(lines)) return lines;
  const [first, second] = lines;
  if (!first) return { problem: 'write a command, such as INFO memory' };
  if (second) return { problem: 'a block sends one command', line: second.line };
  if (first.words[0]?.toLowerCase() === 'redis-cli')
    return { problem: 'write the command alone, without redis-cli: the target says which server is meant', line: first.line };
  if (/[{}]/.test(first.words[0] ?? '')) return { problem: 'the command itself cannot come from an input', line: first.line };
  const objection = redisObjection(first.words, effect === 'read');
  return objection ? { problem: objection, line: first.line } : { words: first.words };
}

/** One command as words. */
export const redis: KindFormat = {
  changes: true,
  targets: ['redis'],
  ...IN_BRACES,
  fields: [
    ...['connected', 'reply', 'type', 'count', 'info', 'latencyMs', 'truncated', 'bounded', 'lines', 'error'],
    ...['lookups', 'hit_rate_pct', 'used_memory_bytes', 'maxmemory_bytes', 'maxmemory_used_pct', 'fragmentation_ratio', 'maxmemory_policy'],
    ...['connected_clients', 'maxclients', 'clients_used_pct', 'evicted_keys', 'rejected_connections', 'role', 'version'],
  ],
  read: readRedis,
};
