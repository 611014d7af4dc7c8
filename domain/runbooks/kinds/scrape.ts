import { type BodyProblem, isProblem } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';
import { type MetricSelector, readSelector } from './selector';

export const AGGREGATES = ['sum', 'max', 'min', 'avg', 'count'] as const;
export type Aggregate = (typeof AGGREGATES)[number];
/** One line: a name for what is computed, from which series, and how they are put together. */
export type ScrapeLine = { as: string; aggregate: Aggregate | null; by: string[]; selector: MetricSelector };
export type ScrapeBody = { path: string; lines: ScrapeLine[] };

const PATH = '/metrics';
const LABELS = String.raw`\(\s*([a-zA-Z_][\w]*(?:\s*,\s*[a-zA-Z_]\w*)*)\s*\)`;
const AGGREGATED = new RegExp(String.raw`^(${AGGREGATES.join('|')})\s*(?:by\s*${LABELS}\s*)?\((.*?)\)\s*(?:by\s*${LABELS})?$`, 's');

const listed = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((label) => label.trim())
    .filter(Boolean);

function readExpression(as: string, text: string): ScrapeLine | BodyProblem {
  const [, aggregate, before, inner, after] = AGGREGATED.exec(text) ?? [];
  if (before && after) return { problem: 'by stands once' };
  const selector = readSelector((inner ?? text).trim());
  return isProblem(selector) ? selector : { as, aggregate: (aggregate as Aggregate) ?? null, by: listed(before ?? after), selector };
}

/** `GET /path`, then `name = sum by (label) (metric{label="value"})`, or the name of a metric alone. */
export function readScrape(body: string): ScrapeBody | BodyProblem {
  const read: ScrapeBody = { path: PATH, lines: [] };
  for (const [index, raw] of body.split('\n').entries()) {
    const text = raw.replace(/(^|\s)#.*$/, '').trim();
    const line = index + 1;
    if (!text) continue;
    const path = /^GET\s+(\S+)$/.exec(text)?.[1];
    if (path) {
      if (!/^\/(?!\/)[^{}]*$/.test(path)) return { problem: 'the path begins with one / and holds no inputs', line };
      read.path = path;
      continue;
    }
    const [, as, expression] = /^([a-z][a-z0-9_]*)\s*=\s*(?!=)(.+)$/.exec(text) ?? [];
    const metric = readExpression(as ?? text.replace(/[^a-zA-Z0-9_].*$/, ''), expression ?? text);
    if (isProblem(metric)) return { ...metric, line };
    if (read.lines.some((each) => each.as === metric.as)) return { problem: `${metric.as} is computed twice`, line };
    read.lines.push(metric);
  }
  return read.lines.length ? read : { problem: 'write which metrics are wanted, such as errors = sum(http_requests_total{status=~"5.."})' };
}

/** Metrics as an application gives them itself, in the text format of Prometheus. */
export const scrape: KindFormat = {
  changes: false,
  targets: ['http'],
  ...IN_BRACES,
  fields: ['reachable', 'status', 'values', 'rows', 'metrics', 'seriesCount', 'timings', 'problems', 'error'],
  read: readScrape,
};
