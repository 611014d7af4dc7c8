const MOST_ITEMS = 2_000;
const MOST_TEXT = 64 * 1024;
const DEEPEST = 8;

export type Reply = string | number | null | Reply[] | { [name: string]: Reply };

/** Settings whose value would let someone in. */
const SECRET_SETTING = /pass|auth|^user$|secret|key-file-pass/i;

/** A reply as JSON, cut to what a page can show. */
export function plainReply(reply: unknown, cut: () => void, depth = 0): Reply {
  if (typeof reply === 'number' || reply === null) return reply;
  if (Array.isArray(reply)) {
    if (reply.length > MOST_ITEMS || depth > DEEPEST) cut();
    return depth > DEEPEST ? [] : reply.slice(0, MOST_ITEMS).map((each) => plainReply(each, cut, depth + 1));
  }
  const text = Buffer.isBuffer(reply) ? reply.toString('utf8') : String(reply ?? '');
  if (text.length > MOST_TEXT) cut();
  return text.slice(0, MOST_TEXT).replaceAll('\0', '\ufffd');
}

/** Names and values that come as one flat list. */
const PAIRED = /^(?:CONFIG GET|HGETALL|XINFO STREAM|MEMORY STATS)$/;

/** CONFIG GET, HGETALL and their like as a map; the values of secret settings are not kept. */
export function mapReply(words: readonly string[], reply: Reply): Reply {
  const name = words[0]?.toUpperCase() ?? '';
  const command = PAIRED.test(name) ? name : `${name} ${(words[1] ?? '').toUpperCase()}`;
  if (!PAIRED.test(command) || !Array.isArray(reply) || reply.length % 2 !== 0) return reply;
  const map: Record<string, Reply> = {};
  for (let at = 0; at < reply.length; at += 2) {
    const key = String(reply[at]);
    const value = reply[at + 1] ?? null;
    map[key] = command === 'CONFIG GET' && SECRET_SETTING.test(key) && value !== '' ? '[redacted]' : value;
  }
  return map;
}

/** A reply as redis-cli would print it. */
export function replyText(reply: Reply, indent = ''): string {
  if (reply === null) return `${indent}(nil)\n`;
  if (Array.isArray(reply)) return reply.length ? reply.map((each) => replyText(each, indent)).join('') : `${indent}(empty)\n`;
  if (typeof reply !== 'object') return `${indent}${reply}\n`;
  return Object.entries(reply)
    .map(([name, value]) =>
      typeof value === 'object' && value !== null ? `${indent}${name}\n${replyText(value, `${indent}  `)}` : `${indent}${name} ${value}\n`,
    )
    .join('');
}
