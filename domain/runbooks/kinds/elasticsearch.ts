import type { BodyProblem } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';
import { readStrictJson } from './strict-json';

export type ElasticsearchBody = { method: 'GET' | 'POST'; path: string; body?: unknown };

/** What only reads, whatever is sent to it. */
const QUERIES = /^\/(?:[^/?]+\/)?_(?:search|count|field_caps|validate\/query)(?:\?|$)/;
/** What reads when it is asked for with GET and nothing is sent: a POST to _mapping changes it. */
const READS =
  /^\/(?:[^/?]+\/)?_(?:mapping|settings|stats)(?:\?|$)|^\/_(?:cluster\/(?:health|stats|state|pending_tasks)|cat\/[a-z_/-]+|nodes(?:\/[a-z_,]+)*)(?:\?|$)|^\/$/;
const FIRST = /^(GET|POST)\s+(\/\S*)$/;
/** Keys of a body that run code of the caller's. */
const SCRIPTED = /^(?:script|script_fields|scripted_metric|runtime_mappings)$/;

function holdsScript(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsScript);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, each]) => SCRIPTED.test(key) || holdsScript(each));
}

/** `POST /index/_search`, an empty line, and the query in JSON. */
export function readElasticsearch(text: string): ElasticsearchBody | BodyProblem {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trim());
  const [, method, path = ''] = FIRST.exec((lines[at] ?? '').trim()) ?? [];
  if (!method) return { problem: 'the first line is GET or POST and a path, such as POST /logs-*/_search', line: at + 1 };
  if (/\{|\/\/|\.\.|%/.test(path)) return { problem: 'the path is written out; inputs stand in the query', line: at + 1 };
  if (!QUERIES.test(path) && !READS.test(path))
    return {
      problem: `${path} is not known to only read; known are _search, _count, _mapping, _settings, _stats, _cluster/health, _cat/…`,
      line: at + 1,
    };
  if (/[?&](?:scroll|q|source)=/.test(path))
    return { problem: 'a query stands in the body, and a scroll would stay open at the server', line: at + 1 };
  const rest = lines
    .slice(at + 1)
    .join('\n')
    .trim();
  if (!QUERIES.test(path) && (method !== 'GET' || rest))
    return { problem: `${path} only reads with GET and nothing below it; a query is sent to _search or _count`, line: at + 1 };
  if (!rest) return { method: method as 'GET', path };
  const read = readStrictJson(lines.slice(at + 1).join('\n'));
  if ('problem' in read) return { problem: read.problem, line: at + 1 + read.line };
  if (holdsScript(read.value)) return { problem: 'the query holds a script; write it without', line: at + 2 };
  return { method: 'POST', path, body: read.value };
}

/** A query to Elasticsearch or OpenSearch. */
export const elasticsearch: KindFormat = {
  aliases: ['opensearch'],
  changes: false,
  targets: ['http'],
  ...IN_BRACES,
  fields: [
    'reachable',
    'status',
    'total',
    'totalIsExact',
    'hits',
    'aggregations',
    'rows',
    'json',
    'tookMs',
    'timedOut',
    'failedShards',
    'problems',
    'error',
  ],
  read: readElasticsearch,
};
