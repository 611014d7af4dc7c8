/**
 * What differs between two healthy results of the same question and says nothing: names of columns and fields that hold times, process
 * ids, durations and counters, and such values within text.
 */
const VOLATILE_WORDS = new Set(
  [
    'pid ppid tid xid xmin fd inode session nonce token etag requestid traceid lsn seq sequence',
    'at time times timestamp ts date now since until start started end ended begin expires elapsed age uptime duration took',
    'ms us ns sec secs seconds minutes hours latency ttfb skew jitter offset mtime ctime atime',
    'calls commits rollbacks hits misses ticks',
  ]
    .join(' ')
    .split(' '),
);
/** What counts up for ever, as Prometheus and Postgres name it, and the near end of a connection. */
const COUNTER =
  /(?:_total|^xact_\w+|^blks_\w+|^tup_\w+|^n_tup_\w+|_bytes_(?:sent|received)|^(?:idx|seq)_scan|^(?:client|remote|local|source)_port)$/;

const wordsOf = (name: string) =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);

/** Whether what goes by this name differs each time. Its last word decides, as in `query_start`, `totalMs`, `client_port`. */
export function isVolatileName(name: string): boolean {
  const words = wordsOf(name);
  return COUNTER.test(words.join('_')) || VOLATILE_WORDS.has(words.at(-1) ?? '') || words.join('') === 'requestid';
}

const UNIT = `(?:ns|µs|us|ms|s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|d|days?)`;
const SIGNS: [RegExp, string][] = [
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?/g, '<time>'],
  [
    /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +\d{1,2}(?:,? \d{4})?\b/g,
    '<time>',
  ],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? \d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}\b/g, '<time>'],
  [/\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?: ?(?:Z|UTC|GMT|AM|PM)\b)?/g, '<time>'],
  [/\b0x[0-9a-f]+\b/gi, '<hex>'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b/gi, '<hex>'],
  [/\b(pid|ppid|tid|port|session)([ =:#]+)\d+\b/gi, '$1$2<n>'],
  [/(?<=\w)\[\d+\](?=[: ])/g, '[<n>]'],
  [new RegExp(String.raw`(?<![\w.])\d+(?:\.\d+)? ?${UNIT}\b(?:,? ?\d+(?:\.\d+)? ?${UNIT}\b)*`, 'g'), '<duration>'],
];

/** A line without its times, durations, process ids, ids and hex: what two healthy outputs have in common. All else stays. */
export const steadyText = (text: string): string =>
  SIGNS.reduce((steady, [pattern, sign]) => steady.replace(pattern, sign), text)
    .replace(/[ \t]+/g, ' ')
    .trimEnd();

/** A value as it is compared: under a volatile name any is like any other. */
export function steadyValue(name: string, value: unknown): string {
  if (isVolatileName(name) && (value === null || typeof value !== 'object')) return '<volatile>';
  return typeof value === 'string' ? `"${steadyText(value)}"` : JSON.stringify(value ?? null);
}
