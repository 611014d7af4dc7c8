import type { Redis } from 'ioredis';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readRedis } from '@/domain/runbooks/kinds/redis';
import { redisObjection, redisStreams } from '@/domain/runbooks/kinds/redis-commands';
import { fillWords } from '../fill-in';
import { errored, notAvailable, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { ms } from './one-line';
import { connectRedis, redisError } from './redis/connect-redis';
import { derivedFrom, type RedisInfo, readInfo } from './redis/read-info';
import { mapReply, plainReply, type Reply, replyText } from './redis/read-reply';
import { watchRedis } from './redis/watch-redis';

export type RedisData = {
  connected: boolean;
  reply?: Reply;
  /** nil, integer, text, list or map. */
  type?: string;
  /** How many items the reply has. */
  count?: number;
  info?: RedisInfo;
  latencyMs?: number;
  truncated?: boolean;
  lines?: number;
  bounded?: boolean;
  error: { code: string; message: string } | null;
} & Partial<Record<string, unknown>>;

function typeOf(reply: Reply): string {
  if (reply === null) return 'nil';
  if (typeof reply === 'number') return 'integer';
  return Array.isArray(reply) ? 'list' : typeof reply === 'object' ? 'map' : 'text';
}

const countOf = (reply: Reply): number =>
  reply === null ? 0 : Array.isArray(reply) ? reply.length : typeof reply === 'object' ? Object.keys(reply).length : 1;

async function ask(client: Redis, words: string[], { emit }: RunnerRequest): Promise<RedisData> {
  const [command = '', ...rest] = words;
  const startedAt = performance.now();
  const raw = await client.call(command, ...rest);
  const latencyMs = Math.round((performance.now() - startedAt) * 100) / 100;
  let truncated = false;
  const reply = mapReply(
    words,
    plainReply(raw, () => (truncated = true)),
  );
  await emit('stdout', `${replyText(reply)}\nanswered in ${ms(latencyMs)}\n`);
  const base = { connected: true, type: typeOf(reply), count: countOf(reply), latencyMs, truncated, error: null };
  if (command.toUpperCase() !== 'INFO' || typeof reply !== 'string') return { ...base, reply };
  const info = readInfo(reply);
  return { ...base, type: 'map', count: Object.keys(info).length, info, ...derivedFrom(info) };
}

async function talk(client: Redis, words: string[], request: RunnerRequest): Promise<Outcome> {
  const where = request.target.name;
  try {
    if (!redisStreams(words)) return { status: 'completed', data: await ask(client, words, request) };
    const { lines } = await watchRedis(client, words, request);
    if (request.signal.aborted) return stoppedEarly({ lines });
    return { status: 'completed', data: { connected: true, lines, bounded: true, error: null } satisfies RedisData };
  } catch (error) {
    if (request.signal.aborted) return stoppedEarly();
    const why = redisError(error, where);
    await request.emit('stderr', `${why.message}\n`);
    return { status: 'completed', data: { connected: true, error: why } satisfies RedisData };
  }
}

/**
 * Sends one command to the target's Redis. Data: connected, reply, type, count, latencyMs, truncated, error {code, message}; of INFO also info and
 * what follows from it (hit_rate_pct, maxmemory_used_pct, fragmentation_ratio, …); of MONITOR and SUBSCRIBE lines, bounded.
 */
export const redis: Runner = async (request) => {
  const { block, target, signal } = request;
  const read = readRedis(block.body, block);
  if (isProblem(read)) return errored('body', `The command cannot be sent: ${read.problem}.`);
  const words = fillWords(request, read.words);
  const objection = redisObjection(words, block.effect === 'read');
  if (objection) return errored('body', `The command cannot be sent: ${objection}.`);
  if (!target.url) return notAvailable(`the target ${target.name} has no redis:// address; add "url" to it in targets.yaml`);
  const opened = await connectRedis(target, signal);
  if (signal.aborted) {
    if ('client' in opened) opened.client.disconnect();
    return stoppedEarly();
  }
  if ('error' in opened) {
    await request.emit('stderr', `${opened.error.message}\n`);
    if (opened.error.code === 'egress') return errored(opened.error.code, opened.error.message);
    return { status: 'completed', data: { connected: false, error: opened.error } satisfies RedisData };
  }
  const abort = () => opened.client.disconnect();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await talk(opened.client, words, request);
  } finally {
    signal.removeEventListener('abort', abort);
    opened.client.disconnect();
  }
};
