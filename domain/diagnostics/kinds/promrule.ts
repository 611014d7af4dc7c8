import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { shapeOf } from '@/domain/runbooks/kinds/promql-tree';
import { type AlertRule, lintRule, promSeconds, type RuleFinding, readPromrule } from '@/domain/runbooks/kinds/promrule';
import { errored, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing, warning } from './concern';
import { askTarget, refusalOf } from './http/ask-target';
import { type PromAnswer, readAnswer } from './promql/read-answer';
import { type ActiveSeries, activityOf, type RuleState, worst } from './promrule/activity';

const LEAST_WINDOW_SECONDS = 1_800;
const LEAST_STEP_SECONDS = 15;
const POINTS = 240;
const MOST_METRICS = 20;

export type EvaluatedRule = {
  alert: string;
  expr: string;
  forSeconds: number;
  severity: string | null;
  state: RuleState;
  series: ActiveSeries[];
};
export type PromruleData = {
  reachable: boolean;
  status: number;
  rules: EvaluatedRule[];
  rows: Record<string, unknown>[];
  alert: string;
  state: RuleState;
  firing: number;
  pending: number;
  findings: RuleFinding[];
  findingCount: number;
  unknownMetrics: string[];
  problems: Concern[];
  error: OutsideError | null;
};

/** What Prometheus said instead of an answer; ends the evaluation. */
class Refused extends Error {
  constructor(
    readonly status: number,
    readonly why: OutsideError,
  ) {
    super(why.message);
  }
}

async function query({ target, signal }: RunnerRequest, path: 'query' | 'query_range', form: Record<string, string>): Promise<PromAnswer> {
  const body = new URLSearchParams(form).toString();
  const asked = await askTarget(
    target,
    { method: 'POST', path: `/api/v1/${path}`, type: 'application/x-www-form-urlencoded', body },
    signal,
  );
  if ('error' in asked) throw new Refused(0, asked.error);
  const { status } = asked.answer;
  const answer = readAnswer(asked.text);
  if (!answer)
    throw new Refused(status, {
      code: 'status',
      message: `${target.name} answered ${status}, but not as Prometheus does: is the address right?`,
    });
  if ('error' in answer) throw new Refused(status, { code: answer.errorType, message: `Prometheus: ${answer.error}` });
  return answer;
}

async function evaluate(request: RunnerRequest, rule: AlertRule, endSeconds: number): Promise<EvaluatedRule> {
  const forSeconds = promSeconds(rule.for ?? '0') ?? 0;
  const now = await query(request, 'query', { query: rule.expr, time: String(endSeconds) });
  const windowSeconds = Math.max(2 * forSeconds, LEAST_WINDOW_SECONDS);
  const stepSeconds = Math.max(LEAST_STEP_SECONDS, Math.ceil(windowSeconds / POINTS));
  const start = endSeconds - Math.floor(windowSeconds / stepSeconds) * stepSeconds;
  const course = now.series.length
    ? await query(request, 'query_range', { query: rule.expr, start: String(start), end: String(endSeconds), step: String(stepSeconds) })
    : { series: [] };
  const series = activityOf(now.series, course.series, { forSeconds, endSeconds, stepSeconds });
  const state = worst(series.map((each) => each.state));
  return { alert: rule.alert, expr: rule.expr, forSeconds, severity: rule.labels.severity ?? null, state, series };
}

async function unknownMetrics(request: RunnerRequest, rules: readonly AlertRule[]): Promise<string[]> {
  const names = [...new Set(rules.flatMap(({ expr }) => shapeOf(expr).metrics))].slice(0, MOST_METRICS);
  const unknown: string[] = [];
  for (const name of names) {
    const { series } = await query(request, 'query', { query: `count({__name__=${JSON.stringify(name)}})` });
    if (series.length === 0) unknown.push(name);
  }
  return unknown;
}

function concernsOf(rules: readonly EvaluatedRule[], findings: readonly RuleFinding[], unknown: readonly string[]): Concern[] {
  const said = rules
    .filter(({ state }) => state !== 'inactive')
    .map(({ alert, state, series }) => {
      const count = series.filter((each) => each.state === state).length;
      const text = `${alert} ${state === 'firing' ? 'fires' : 'would fire soon'}: ${count} series`;
      return state === 'firing' ? failing('firing', text) : warning('pending', text);
    });
  return [
    ...findings.filter(({ code }) => code === 'syntax').map(({ message }) => failing('syntax', message)),
    ...said,
    ...unknown.map((name) => warning('unknown_metric', `no series is called ${name}: the rule cannot fire`)),
    ...findings.filter(({ code }) => code !== 'syntax').map(({ code, message }) => warning(code, message)),
  ];
}

function dataOf(
  rules: readonly EvaluatedRule[],
  findings: RuleFinding[],
  unknown: string[],
  error: OutsideError | null,
  status = 200,
): PromruleData {
  const all = rules.flatMap(({ alert, series }) => series.map((each) => ({ alert, ...each })));
  const problems = [...(error ? [failing(error.code, error.message)] : []), ...concernsOf(rules, findings, unknown)];
  return {
    reachable: status > 0,
    status,
    rules: [...rules],
    rows: all.map(({ alert, state, activeSeconds, value, labels }) => ({ alert, state, activeSeconds, value, ...labels })),
    alert: rules[0]?.alert ?? '',
    state: worst(rules.map(({ state }) => state)),
    firing: all.filter(({ state }) => state === 'firing').length,
    pending: all.filter(({ state }) => state === 'pending').length,
    findings,
    findingCount: findings.length,
    unknownMetrics: unknown,
    problems,
    error,
  };
}

const linesOf = ({ rules, rows }: PromruleData) =>
  [
    ...rules.map(({ alert, state, expr }) => `${state.padEnd(10)}${alert}  ${expr.replace(/\s+/g, ' ')}\n`),
    ...rows.map(
      ({ alert, state, activeSeconds, value, ...labels }) =>
        `  ${value ?? 'no number'}  ${state} for ${activeSeconds} s  ${JSON.stringify(labels)}\n`,
    ),
  ].join('');

/**
 * Reads alert rules as Prometheus would, says what is wrong with them, and asks Prometheus what they would say now and since when. Data: reachable, status,
 * rules [{alert, expr, forSeconds, severity, state, series}], rows, alert, state, firing, pending, findings [{alert, code, message}], findingCount,
 * unknownMetrics, problems, error {code, message}.
 */
export const promrule: Runner = async (request): Promise<Outcome> => {
  const { block, signal, emit } = request;
  const read = readPromrule(block.body);
  if (isProblem(read)) return errored('body', `${read.problem}.`);
  const findings = read.rules.flatMap(lintRule);
  const sound = read.rules.filter(({ alert, expr }) => !findings.some((each) => each.code === 'syntax' && each.alert === alert) && expr);
  const endSeconds = Math.floor(Date.now() / 1_000);
  const evaluated: EvaluatedRule[] = [];
  try {
    for (const rule of sound) evaluated.push(await evaluate(request, rule, endSeconds));
    const data = dataOf(evaluated, findings, await unknownMetrics(request, sound), null);
    if (signal.aborted) return stoppedEarly();
    await emit('stdout', `${linesOf(data)}${concernLines(data.problems)}`);
    return { status: 'completed', data };
  } catch (error) {
    if (signal.aborted) return stoppedEarly();
    if (!(error instanceof Refused)) throw error;
    const refused = refusalOf(error.why);
    if (refused) return refused;
    const data = dataOf(evaluated, findings, [], error.why, error.status);
    await emit('stderr', concernLines(data.problems));
    return { status: 'completed', data };
  }
};
