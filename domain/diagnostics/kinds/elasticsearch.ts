import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readElasticsearch } from '@/domain/runbooks/kinds/elasticsearch';
import { mapStrings } from '@/domain/runbooks/kinds/strict-json';
import { fillWords } from '../fill-in';
import { errored, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { InputValue, Outcome, Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines } from './concern';
import { readResponse, type SearchAnswer } from './elasticsearch/read-response';
import { askTarget, refusalOf } from './http/ask-target';

export type ElasticsearchData = Partial<SearchAnswer> & {
  reachable: boolean;
  status: number;
  /** The hits, one a row, their fields flat. */
  rows: Record<string, unknown>[];
  /** The answer as it came, when it is no search. */
  json: unknown;
  problems: Concern[];
  error: OutsideError | null;
};

const WHOLE = /^\{([a-z][a-z0-9_]*)\}$/;

/** Values go into the tree, not into its text; one that is all of a text keeps its type. */
function filled(request: RunnerRequest, body: unknown): unknown {
  return mapStrings(body, (text): InputValue => {
    const name = WHOLE.exec(text)?.[1];
    if (name && Object.hasOwn(request.inputs, name)) return request.inputs[name] as InputValue;
    return fillWords(request, [text])[0] ?? '';
  });
}

function causeOf(json: unknown, status: number): string {
  const { error } = (json ?? {}) as { error?: { reason?: string; root_cause?: { reason?: string }[] } | string };
  const reason = typeof error === 'string' ? error : (error?.root_cause?.[0]?.reason ?? error?.reason);
  return reason ? `${status}: ${reason}` : `it answered ${status}`;
}

async function failed({ emit }: RunnerRequest, status: number, error: OutsideError): Promise<Outcome> {
  await emit('stderr', `${error.message}\n`);
  return {
    status: 'completed',
    data: { reachable: status > 0, status, rows: [], json: null, problems: [], error } satisfies ElasticsearchData,
  };
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

async function report({ emit }: RunnerRequest, data: ElasticsearchData): Promise<void> {
  const { rows, total, aggregations = {}, problems, json } = data;
  const buckets = Object.entries(aggregations).map(([name, each]) => `${name} ${JSON.stringify(each)}\n`);
  const head = total === null || total === undefined ? '' : `${total} hits\n`;
  await emit(
    'stdout',
    `${head}${rows.map((row) => `${JSON.stringify(row)}\n`).join('')}${buckets.join('')}${json === null ? '' : `${JSON.stringify(json, null, 2)}\n`}${concernLines(problems)}`,
  );
}

/**
 * Searches Elasticsearch or OpenSearch. Data: reachable, status, total, totalIsExact, hits and rows (fields flat), aggregations {name: number or
 * [{key, count, …}]}, json (of other answers), tookMs, timedOut, failedShards, problems, error {code, message}.
 */
export const elasticsearch: Runner = async (request) => {
  const { block, target, signal } = request;
  const body = readElasticsearch(block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const query = body.body === undefined ? {} : { type: 'application/json', body: JSON.stringify(filled(request, body.body)) };
  const asked = await askTarget(target, { method: body.method, path: body.path, ...query }, signal);
  if (signal.aborted) return stoppedEarly();
  if ('error' in asked) return refusalOf(asked.error) ?? failed(request, 0, asked.error);
  const { status } = asked.answer;
  const json = parse(asked.text);
  if (status !== 200) return failed(request, status, { code: 'status', message: `${target.name}: ${causeOf(json, status)}` });
  if (typeof json !== 'object' || json === null) {
    if (body.path.startsWith('/_cat/')) {
      await request.emit('stdout', asked.text);
      return {
        status: 'completed',
        data: { reachable: true, status, rows: [], json: asked.text, problems: [], error: null } satisfies ElasticsearchData,
      };
    }
    return failed(request, status, { code: 'answer', message: `${target.name} answered, but not in JSON: is the address right?` });
  }
  const isSearch = 'hits' in json || 'count' in json;
  const answer = readResponse(json as Record<string, unknown>);
  const data: ElasticsearchData = { reachable: true, status, ...answer, rows: answer.hits, json: isSearch ? null : json, error: null };
  await report(request, data);
  return { status: 'completed', data };
};
