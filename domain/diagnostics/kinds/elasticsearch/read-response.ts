import { type Concern, failing, warning } from '../concern';

const MOST_HITS = 200;
const MOST_BUCKETS = 500;
const DEEPEST = 6;

type Json = Record<string, unknown>;
export type Buckets = Record<string, unknown>[];
export type SearchAnswer = {
  total: number | null;
  /** Beyond 10,000 hits the total is only a lower bound, unless the query asks for more. */
  totalIsExact: boolean;
  hits: Json[];
  /** A single value, or a bucket each. */
  aggregations: Record<string, number | null | Buckets>;
  tookMs: number | null;
  timedOut: boolean;
  failedShards: number;
  problems: Concern[];
};

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{a: {b: 1}}` as `{'a.b': 1}`. */
function flatten(value: unknown, prefix = '', depth = 0): Json {
  if (!isRecord(value) || depth > DEEPEST) return { [prefix || 'value']: value };
  return Object.assign({}, ...Object.entries(value).map(([key, each]) => flatten(each, prefix ? `${prefix}.${key}` : key, depth + 1)));
}

function bucketRow(key: string | undefined, bucket: Json): Json {
  const inner = Object.entries(bucket)
    .filter(([name, each]) => isRecord(each) && !name.startsWith('key'))
    .map(([name, each]) => [name, contentOf(each as Json)] as const);
  return {
    key: bucket.key_as_string ?? bucket.key ?? key ?? '',
    count: bucket.doc_count ?? null,
    ...Object.fromEntries(inner.filter(([, value]) => typeof value === 'number')),
  };
}

function contentOf(aggregation: Json): number | null | Buckets {
  const { buckets, value, doc_count: count } = aggregation;
  if (Array.isArray(buckets))
    return buckets
      .slice(0, MOST_BUCKETS)
      .filter(isRecord)
      .map((bucket) => bucketRow(undefined, bucket));
  if (isRecord(buckets))
    return Object.entries(buckets)
      .slice(0, MOST_BUCKETS)
      .map(([key, bucket]) => bucketRow(key, isRecord(bucket) ? bucket : {}));
  return typeof value === 'number' ? value : typeof count === 'number' ? count : null;
}

function totalOf(hits: Json, count: unknown): { total: number | null; totalIsExact: boolean } {
  const { total } = hits;
  if (typeof count === 'number') return { total: count, totalIsExact: true };
  if (isRecord(total)) return { total: Number(total.value ?? 0), totalIsExact: total.relation !== 'gte' };
  return { total: typeof total === 'number' ? total : null, totalIsExact: true };
}

/** What a search, a count or another reading answer says. */
export function readResponse(json: Json): SearchAnswer {
  const hits = isRecord(json.hits) ? json.hits : {};
  const shards = isRecord(json._shards) ? json._shards : {};
  const failedShards = Number(shards.failed ?? 0);
  const timedOut = json.timed_out === true;
  const problems: Concern[] = [];
  if (failedShards > 0) problems.push(failing('shards', `${failedShards} shards could not answer: the result lacks their part`));
  if (timedOut) problems.push(failing('timed_out', 'the search ran out of time: the result is only a part'));
  if (json.status === 'red') problems.push(failing('red', 'the cluster is red: some data cannot be reached'));
  if (json.status === 'yellow') problems.push(warning('yellow', 'the cluster is yellow: some data has no copy'));
  const list = Array.isArray(hits.hits) ? hits.hits.filter(isRecord) : [];
  return {
    ...totalOf(hits, json.count),
    hits: list.slice(0, MOST_HITS).map((hit) => ({ index: hit._index, id: hit._id, ...flatten(hit._source ?? hit.fields ?? {}) })),
    aggregations: isRecord(json.aggregations)
      ? Object.fromEntries(Object.entries(json.aggregations).map(([name, each]) => [name, isRecord(each) ? contentOf(each) : null]))
      : {},
    tookMs: typeof json.took === 'number' ? json.took : null,
    timedOut,
    failedShards,
    problems,
  };
}
