/** A log line as it is kept: fields flat, `@timestamp` an instant. */
export type LogDocument = Record<string, string | number> & { '@timestamp': string };

type Json = Record<string, unknown>;
/** What Elasticsearch calls its errors, and the sentence that goes with one. */
export class SearchError extends Error {
  constructor(
    readonly type: string,
    reason: string,
  ) {
    super(reason);
  }
}

const MOST_HITS = 10_000;
const HITS = 10;
const BUCKETS = 10;
const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: unknown, where: string): Json => {
  if (!isRecord(value)) throw new SearchError('parsing_exception', `[${where}] expects an object`);
  return value;
};
const only = (value: Json, where: string): [string, unknown] => {
  const entries = Object.entries(value);
  if (entries.length !== 1) throw new SearchError('parsing_exception', `[${where}] expects one name, found ${entries.length}`);
  return entries[0] as [string, unknown];
};
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** `field.keyword` is the field, unchanged; the field itself is compared by its words. */
const fieldOf = (document: LogDocument, field: string) => document[field.replace(/\.keyword$/, '')];

/** An instant, or `now-1h` and its like. */
function readInstant(value: unknown, now: Date): number {
  const [, sign, count, unit = ''] = /^now(?:([+-])(\d+)([smhd]))?$/.exec(String(value)) ?? [];
  if (String(value).startsWith('now')) return now.getTime() + (sign === '-' ? -1 : 1) * Number(count ?? 0) * (UNITS[unit] ?? 0);
  const at = Date.parse(String(value));
  if (Number.isNaN(at)) throw new SearchError('parse_exception', `failed to parse date field [${value}]`);
  return at;
}

const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  gte: (a, b) => a >= b,
  gt: (a, b) => a > b,
  lte: (a, b) => a <= b,
  lt: (a, b) => a < b,
};

function inRange(document: LogDocument, field: string, bounds: Json, now: Date): boolean {
  const found = fieldOf(document, field);
  if (found === undefined) return false;
  const value = typeof found === 'number' ? found : Date.parse(found);
  return Object.entries(bounds)
    .filter(([name]) => name !== 'format' && name !== 'time_zone')
    .every(([name, bound]) => {
      const compare = COMPARE[name];
      if (!compare) throw new SearchError('parsing_exception', `[range] query does not support [${name}]`);
      return compare(value, typeof bound === 'number' ? bound : readInstant(bound, now));
    });
}

const wordsOf = (text: unknown) =>
  String(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}_]+/gu) ?? [];

const CLAUSES: Record<string, (document: LogDocument, clause: Json, now: Date) => boolean> = {
  match_all: () => true,
  match: (document, clause) => {
    const [field, wanted] = only(clause, 'match');
    const words = new Set(wordsOf(fieldOf(document, field) ?? ''));
    return wordsOf(isRecord(wanted) ? wanted.query : wanted).some((word) => words.has(word));
  },
  match_phrase: (document, clause) => {
    const [field, wanted] = only(clause, 'match_phrase');
    return wordsOf(fieldOf(document, field) ?? '')
      .join(' ')
      .includes(wordsOf(isRecord(wanted) ? wanted.query : wanted).join(' '));
  },
  term: (document, clause) => {
    const [field, wanted] = only(clause, 'term');
    return fieldOf(document, field) === (isRecord(wanted) ? wanted.value : wanted);
  },
  range: (document, clause, now) => {
    const [field, bounds] = only(clause, 'range');
    return inRange(document, field, record(bounds, 'range'), now);
  },
  bool: (document, clause, now) => {
    const all = (name: string) => listOf(clause[name] ?? []).map((each) => matches(document, record(each, name), now));
    const should = all('should');
    return (
      [...all('must'), ...all('filter')].every(Boolean) && !all('must_not').some(Boolean) && (should.length === 0 || should.some(Boolean))
    );
  },
};

function matches(document: LogDocument, query: Json, now: Date): boolean {
  const [name, clause] = only(query, 'query');
  const holds = Object.hasOwn(CLAUSES, name) ? CLAUSES[name] : undefined;
  if (!holds) throw new SearchError('parsing_exception', `unknown query [${name}]`);
  return holds(document, record(clause, name), now);
}

function aggregate(documents: LogDocument[], wanted: Json): Json {
  const { terms } = wanted as { terms?: { field?: string; size?: number } };
  if (!terms?.field) throw new SearchError('parsing_exception', 'Expected [terms] with a field');
  const { field, size = BUCKETS } = terms;
  const counts = new Map<string | number, number>();
  for (const document of documents) {
    const value = fieldOf(document, field);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])));
  return {
    doc_count_error_upper_bound: 0,
    sum_other_doc_count: sorted.slice(size).reduce((sum, [, count]) => sum + count, 0),
    buckets: sorted.slice(0, size).map(([key, doc_count]) => ({ key, doc_count })),
  };
}

/** Answers a search as Elasticsearch does: query, size and terms aggregations. Throws a SearchError for what it would refuse. */
export function searchDocuments(documents: readonly LogDocument[], body: unknown, now: Date): Json {
  const { query = { match_all: {} }, size = HITS, aggs, aggregations } = record(body ?? {}, 'search');
  const found = documents.filter((document) => matches(document, record(query, 'query'), now));
  const newest = [...found].sort((a, b) => b['@timestamp'].localeCompare(a['@timestamp']));
  const wanted = Object.entries(record(aggs ?? aggregations ?? {}, 'aggs'));
  return {
    took: 1,
    timed_out: false,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: {
      total: { value: Math.min(found.length, MOST_HITS), relation: found.length > MOST_HITS ? 'gte' : 'eq' },
      hits: newest.slice(0, Number(size)).map((source, index) => ({ _index: 'oatie-logs', _id: String(index), _source: source })),
    },
    ...(wanted.length
      ? { aggregations: Object.fromEntries(wanted.map(([name, each]) => [name, aggregate(found, record(each, name))])) }
      : {}),
  };
}
