import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type PromqlBody, readPromql } from '@/domain/runbooks/kinds/promql';
import { fillWords } from '../fill-in';
import { errored, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, warning } from './concern';
import { askTarget, refusalOf } from './http/ask-target';
import { type PromAnswer, type PromSeries, readAnswer } from './promql/read-answer';

export type PromqlData = {
  reachable: boolean;
  status: number;
  resultType?: PromAnswer['resultType'];
  /** The only value, or that of the only series; null when there are none or several. */
  value: number | null;
  series: PromSeries[];
  /** Labels and value side by side. */
  rows: Record<string, unknown>[];
  count: number;
  least: number | null;
  most: number | null;
  warnings: string[];
  problems: Concern[];
  error: OutsideError | null;
};

const NOTHING = { value: null, series: [], rows: [], count: 0, least: null, most: null, warnings: [], problems: [] };

/** As a string of PromQL holds it, and as an expression that matches nothing but itself. */
const inString = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
const inExpression = (value: string) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function queryOf(request: RunnerRequest, { pieces }: PromqlBody): string {
  const filledWith = (change: (value: string) => string) => ({
    ...request,
    inputs: Object.fromEntries(Object.entries(request.inputs).map(([name, value]) => [name, change(String(value))])),
  });
  const plain = filledWith(inString);
  const escaped = filledWith((value) => inString(inExpression(value)));
  return pieces
    .map(({ text, quoted }, at) => {
      if (!quoted) return text;
      const isExpression = /[=!]~\s*$/.test(pieces[at - 1]?.text ?? '');
      return fillWords(isExpression ? escaped : plain, [text])[0] ?? '';
    })
    .join('');
}

const name = ({ labels }: PromSeries) =>
  Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(' ') || 'value';

function dataOf(answer: PromAnswer, status: number): PromqlData {
  const { series, resultType, warnings, truncated } = answer;
  const values = series
    .flatMap(({ value, points }) => (points ? points.map(([, each]) => each) : [value]))
    .filter((value) => value !== null);
  return {
    reachable: true,
    status,
    resultType,
    value: series.length === 1 ? (series[0]?.value ?? null) : null,
    series,
    rows: series.map(({ labels, value }) => ({ ...labels, value })),
    count: series.length,
    least: values.length ? values.reduce((a, b) => Math.min(a, b)) : null,
    most: values.length ? values.reduce((a, b) => Math.max(a, b)) : null,
    warnings,
    problems: [
      ...(series.length === 0 ? [warning('no_series', 'no series meets the query: it may be misspelt, or nothing is measured')] : []),
      ...(truncated ? [warning('truncated', 'only the first 200 series are kept; make the query narrower')] : []),
      ...warnings.map((text) => warning('prometheus', text)),
    ],
    error: null,
  };
}

async function failed({ emit }: RunnerRequest, status: number, error: OutsideError): Promise<Outcome> {
  await emit('stderr', `${error.message}\n`);
  return { status: 'completed', data: { reachable: status > 0, status, ...NOTHING, error } satisfies PromqlData };
}

/**
 * Asks Prometheus for a value, or with `range` for its course. Data: reachable, status, resultType, value, series [{labels, value, points}], rows, count,
 * least, most, warnings, problems, error {code, message}.
 */
export const promql: Runner = async (request) => {
  const { block, target, signal, emit } = request;
  const body = readPromql(block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const endSeconds = Math.floor(Date.now() / 1_000);
  const form = new URLSearchParams({ query: queryOf(request, body), timeout: `${Math.max(1, Math.floor(block.timeoutMs / 1_000))}s` });
  if (body.range) {
    form.set('start', String(endSeconds - body.range.overMs / 1_000));
    form.set('end', String(endSeconds));
    form.set('step', String(body.range.stepMs / 1_000));
  }
  const path = body.range ? '/api/v1/query_range' : '/api/v1/query';
  const asked = await askTarget(target, { method: 'POST', path, type: 'application/x-www-form-urlencoded', body: form.toString() }, signal);
  if (signal.aborted) return stoppedEarly();
  if ('error' in asked) return refusalOf(asked.error) ?? failed(request, 0, asked.error);
  const { status } = asked.answer;
  const answer = readAnswer(asked.text);
  if (!answer)
    return failed(request, status, {
      code: 'status',
      message: `${target.name} answered ${status}, but not as Prometheus does: is the address right?`,
    });
  if ('error' in answer) return failed(request, status, { code: answer.errorType, message: `Prometheus: ${answer.error}` });
  const data = dataOf(answer, status);
  await emit(
    'stdout',
    `${data.series.map((each) => `${each.value ?? 'no number'}  ${name(each)}${each.points ? `  (${each.points.length} points)` : ''}\n`).join('')}${concernLines(data.problems)}`,
  );
  return { status: 'completed', data };
};
