/** Commands that only read; with a list, only those subcommands of them. */
const READS: Record<string, true | readonly string[]> = {
  ...Object.fromEntries(
    [
      ...['PING', 'INFO', 'DBSIZE', 'LASTSAVE', 'TIME', 'ROLE', 'TYPE', 'EXISTS', 'TTL', 'PTTL', 'EXPIRETIME', 'SCAN', 'RANDOMKEY'],
      ...['GET', 'MGET', 'GETRANGE', 'STRLEN', 'GETBIT', 'BITCOUNT'],
      ...['HGET', 'HMGET', 'HGETALL', 'HLEN', 'HEXISTS', 'HSTRLEN', 'HSCAN'],
      ...['LLEN', 'LRANGE', 'LINDEX', 'LPOS', 'SCARD', 'SISMEMBER', 'SMISMEMBER', 'SSCAN', 'SRANDMEMBER'],
      ...['ZCARD', 'ZCOUNT', 'ZRANGE', 'ZREVRANGE', 'ZRANGEBYSCORE', 'ZSCORE', 'ZRANK', 'ZSCAN'],
      ...['XLEN', 'XRANGE', 'XREVRANGE', 'XPENDING', 'GEOPOS', 'GEODIST'],
    ].map((name) => [name, true] as const),
  ),
  ACL: ['WHOAMI', 'USERS', 'CAT'],
  CLIENT: ['LIST', 'INFO', 'ID', 'GETNAME'],
  CLUSTER: ['INFO', 'NODES', 'SHARDS', 'SLOTS', 'MYID', 'KEYSLOT', 'COUNTKEYSINSLOT'],
  COMMAND: ['COUNT', 'INFO', 'LIST'],
  CONFIG: ['GET'],
  LATENCY: ['LATEST', 'HISTORY', 'HISTOGRAM', 'DOCTOR'],
  MEMORY: ['USAGE', 'STATS', 'DOCTOR'],
  MODULE: ['LIST'],
  OBJECT: ['ENCODING', 'FREQ', 'IDLETIME', 'REFCOUNT'],
  PUBSUB: ['CHANNELS', 'NUMSUB', 'NUMPAT'],
  SLOWLOG: ['GET', 'LEN'],
  XINFO: ['STREAM', 'GROUPS', 'CONSUMERS'],
};

/** Never end by themselves: bounded by `for` and `lines`. */
const STREAMS = new Set(['MONITOR', 'SUBSCRIBE', 'PSUBSCRIBE']);

/** What a person most likely wanted instead of a command that would hold up the server. */
const INSTEAD: Record<string, string> = {
  KEYS: 'KEYS holds up the whole server while it looks; use SCAN 0 MATCH pattern COUNT 1000',
  SMEMBERS: 'SMEMBERS of a large set holds up the whole server; use SSCAN key 0 COUNT 1000',
  HKEYS: 'use HSCAN key 0 COUNT 1000',
  HVALS: 'use HSCAN key 0 COUNT 1000',
};

/** Reach the server's files, other machines or its end: nothing that a button may do. */
const NEVER = new Set([
  'DEBUG',
  'SHUTDOWN',
  'REPLICAOF',
  'SLAVEOF',
  'MIGRATE',
  'FAILOVER',
  'SYNC',
  'PSYNC',
  'RESTORE',
  'SCRIPT',
  'FUNCTION',
]);
const NEVER_WITH: Record<string, RegExp> = {
  ACL: /^(?:SETUSER|DELUSER|LOAD|SAVE)$/i,
  CLUSTER: /^(?!INFO|NODES|SHARDS|SLOTS|MYID|KEYSLOT|COUNTKEYSINSLOT)/i,
  MODULE: /^(?!LIST)/i,
};
/** Settings that let Redis write files or run code of the caller's choice. */
const SETTING_REFUSED =
  /^(?:dir|dbfilename|appendfilename|appenddirname|logfile|pidfile|unixsocket|loadmodule|aclfile|requirepass|masterauth|masteruser|enable-.*)$/i;
const DESTROYS = new Set(['FLUSHALL', 'FLUSHDB', 'SWAPDB']);

export const redisStreams = (words: readonly string[]) => STREAMS.has((words[0] ?? '').toUpperCase());

/** Whether it loses data that no undo brings back. */
export const redisDestroys = (words: readonly string[]) => DESTROYS.has((words[0] ?? '').toUpperCase());

/** Why a command may not be sent by a block of that effect, or nothing. */
export function redisObjection(words: readonly string[], reads: boolean): string | undefined {
  const name = (words[0] ?? '').toUpperCase();
  const second = (words[1] ?? '').toUpperCase();
  if (NEVER.has(name) || NEVER_WITH[name]?.test(second))
    return `${[name, second].join(' ').trim()} is not for a button: do it at the server`;
  if (name === 'CONFIG' && second === 'SET' && words.slice(2).some((word, at) => at % 2 === 0 && SETTING_REFUSED.test(word)))
    return 'CONFIG SET of files, modules or passwords is not for a button: do it at the server';
  if (!reads) return STREAMS.has(name) ? `${name} changes nothing: make it a <Diagnostic>` : undefined;
  if (Object.hasOwn(INSTEAD, name)) return INSTEAD[name];
  const allowed = STREAMS.has(name) || (Object.hasOwn(READS, name) && READS[name]);
  if (allowed === true) return;
  if (!allowed) return `${name} is not among the commands that are known to read; what changes something is a <Remediation>`;
  return allowed.includes(second) ? undefined : `${name} ${second} is not known to read; of ${name} these are: ${allowed.join(', ')}`;
}
