import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readScrape, type ScrapeLine } from '@/domain/runbooks/kinds/scrape';
import { fillWords } from '../fill-in';
import { errored, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, warning } from './concern';
import { askTarget, refusalOf } from './http/ask-target';
import { bounded } from './logscan/matcher';
import { rounded } from './one-line';
import { type Computed, compute, type ScrapeRow } from './scrape/compute';
import { readMetrics, type Sample } from './scrape/read-metrics';

export type ScrapeData = {
  reachable: boolean;
  status: number;
  /** By the name that the block gives: its single number, or null. */
  values: Record<string, number | null>;
  /** By the same name: one for each series or group. */
  rows: Record<string, ScrapeRow[]>;
  seriesCount: number;
  timings?: Record<string, number>;
  problems: Concern[];
  error: OutsideError | null;
};

const escapeExpression = (value: string) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Values go into what was read already; within an expression they stand for themselves. */
function filled(request: RunnerRequest, line: ScrapeLine): ScrapeLine {
  const escaped = Object.fromEntries(Object.entries(request.inputs).map(([name, value]) => [name, escapeExpression(String(value))]));
  const matchers = line.selector.matchers.map((matcher) => ({
    ...matcher,
    value: fillWords(matcher.op.endsWith('~') ? { ...request, inputs: escaped } : request, [matcher.value])[0] ?? '',
  }));
  return { ...line, selector: { ...line.selector, matchers } };
}

function similar(samples: readonly Sample[], name: string): string {
  const part = name.replaceAll('*', '').split('_').slice(0, 2).join('_');
  const names = [...new Set(samples.map((sample) => sample.name))].filter((each) => part && each.includes(part)).slice(0, 5);
  return names.length ? `; there are ${names.join(', ')}` : '';
}

function computeAll(request: RunnerRequest, lines: readonly ScrapeLine[], samples: readonly Sample[]): Map<string, Computed> {
  const computed = new Map<string, Computed>();
  bounded(() => {
    for (const line of lines) computed.set(line.as, compute(samples, filled(request, line)));
  });
  return computed;
}

const labelText = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' ');

async function report({ emit }: RunnerRequest, { rows, seriesCount, problems }: ScrapeData): Promise<void> {
  const parts = Object.entries(rows).map(
    ([name, each]) =>
      `${name}\n${each.map(({ metric, labels, value }) => `  ${value ?? 'no number'}  ${metric} ${labelText(labels)}\n`).join('')}`,
  );
  await emit('stdout', `${parts.join('')}${seriesCount} series\n${concernLines(problems)}`);
}

async function unreachable({ emit }: RunnerRequest, status: number, error: OutsideError): Promise<Outcome> {
  await emit('stderr', `${error.message}\n`);
  return {
    status: 'completed',
    data: { reachable: false, status, values: {}, rows: {}, seriesCount: 0, problems: [], error } satisfies ScrapeData,
  };
}

/**
 * Reads a page of metrics and computes what the block asks of it. Data: reachable, status, values {name: number}, rows {name: [{metric, labels, value}]},
 * seriesCount, timings, problems, error {code, message}.
 */
export const scrape: Runner = async (request) => {
  const { block, target, signal } = request;
  const body = readScrape(block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const asked = await askTarget(target, { method: 'GET', path: body.path }, signal);
  if (signal.aborted) return stoppedEarly();
  if ('error' in asked) return refusalOf(asked.error) ?? unreachable(request, 0, asked.error);
  const { answer, text } = asked;
  if (answer.status !== 200)
    return unreachable(request, answer.status, { code: 'status', message: `${body.path} answered ${answer.status}` });
  const { samples, unreadable } = readMetrics(text);
  if (samples.length === 0)
    return unreachable(request, 200, { code: 'no_metrics', message: `${body.path} gives no metrics in the text format of Prometheus` });
  let computed: Map<string, Computed>;
  try {
    computed = computeAll(request, body.lines, samples);
  } catch (error) {
    return errored('body', `The metrics cannot be chosen: ${(error as Error).message}.`);
  }
  const problems = body.lines
    .filter(({ as }) => !computed.get(as)?.isKnown)
    .map(({ as, selector }) => warning('no_series', `${as}: no series is called ${selector.name}${similar(samples, selector.name)}`));
  if (unreadable) problems.push(warning('unreadable', `${unreadable} lines of the page cannot be read`));
  const entries = [...computed];
  const data: ScrapeData = {
    reachable: true,
    status: answer.status,
    values: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
    rows: Object.fromEntries(entries.map(([name, { rows }]) => [name, rows])),
    seriesCount: samples.length,
    timings: rounded(answer.timings),
    problems,
    error: null,
  };
  await report(request, data);
  return { status: 'completed', data };
};
