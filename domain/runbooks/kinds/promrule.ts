import { z } from 'zod';
import { readYaml } from '../read-yaml';
import type { BodyProblem } from './body-lines';
import type { KindFormat } from './kind-format';
import { shapeOf } from './promql-tree';

const MOST_RULES = 20;
const DAY = 86_400;
const UNITS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: DAY, w: 7 * DAY, y: 365 * DAY };
const DURATION = /^(?:\d{1,7}(?:ms|[smhdwy]))+$/;

/** "5m", "1h30m", "2d" in seconds, as Prometheus writes durations; null when it is none. */
export function promSeconds(text: string): number | null {
  if (text === '0') return 0;
  if (!DURATION.test(text)) return null;
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
}

const Duration = z.string().refine((text) => promSeconds(text) !== null, 'must be a duration such as 5m');
const Texts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));
const AlertRule = z.strictObject({
  alert: z.string().min(1),
  expr: z.union([z.string().min(1), z.number()]).transform(String),
  for: Duration.optional(),
  keep_firing_for: Duration.optional(),
  labels: Texts.default({}),
  annotations: Texts.default({}),
});
export type AlertRule = z.infer<typeof AlertRule>;

const Group = z.strictObject({
  name: z.string(),
  interval: Duration.optional(),
  limit: z.number().optional(),
  labels: Texts.optional(),
  rules: z.array(AlertRule).min(1).max(MOST_RULES),
});
const ONE = AlertRule.transform((rule) => [rule]);
const LIST = z.array(AlertRule).min(1);
const GROUPS = z
  .strictObject({ groups: z.array(Group).min(1).max(MOST_RULES) })
  .transform(({ groups }) => groups.flatMap(({ rules }) => rules));

/** What is wrong with a rule that Prometheus would take. */
export type RuleFinding = {
  alert: string;
  code: 'syntax' | 'rate_as_ratio' | 'no_comparison' | 'no_severity' | 'no_runbook' | 'no_for';
  message: string;
};

/** One alert rule, a list of them, or a file with groups, as Prometheus takes it. */
export function readPromrule(body: string): { rules: AlertRule[] } | BodyProblem {
  const written = body.replace(/^(?:\s*#.*\n)+/, '').trimStart();
  const shape: z.ZodType<AlertRule[]> = written.startsWith('groups') ? GROUPS : written.startsWith('-') ? LIST : ONE;
  const { value, problems } = readYaml(body, shape, { rule: 'promrule' });
  const [problem] = problems;
  if (!value) return { problem: problem?.message.replace(/\.$/, '') ?? 'write a rule with alert and expr', line: problem?.line };
  return value.length > MOST_RULES ? { problem: `a block holds at most ${MOST_RULES} rules` } : { rules: value };
}

/** Seconds of work per second are a share already. */
const IS_SHARE = /_seconds_(?:total|sum)\b/;

/** What a person would object to in a rule, before it wakes someone. */
export function lintRule({ alert, expr, labels, annotations, for: held, keep_firing_for: keeps }: AlertRule): RuleFinding[] {
  const finding = (code: RuleFinding['code'], message: string): RuleFinding => ({ alert, code, message: `${alert}: ${message}` });
  const { errorAt, thresholds, decides } = shapeOf(expr);
  if (errorAt !== null) {
    const near = expr.slice(Math.max(0, errorAt - 10), errorAt + 10).trim();
    return [finding('syntax', `its expression is no PromQL near "${near}"`)];
  }
  const ratio = thresholds.find(({ rate, number }) => rate !== null && !IS_SHARE.test(rate) && number > 0 && number < 1);
  return [
    ...(ratio
      ? [
          finding(
            'rate_as_ratio',
            `${ratio.rate} is a number per second, not a share: ${ratio.number} of it is no ${ratio.number * 100} %. Divide it by the rate of all`,
          ),
        ]
      : []),
    ...(decides ? [] : [finding('no_comparison', 'its expression compares nothing: it fires for every series that there is')]),
    ...(labels.severity ? [] : [finding('no_severity', 'it has no label severity, so nothing can decide whom it wakes')]),
    ...(annotations.runbook_url ? [] : [finding('no_runbook', 'it has no annotation runbook_url: whoever it wakes must search')]),
    ...(held || keeps ? [] : [finding('no_for', 'it has no for: a single bad sample wakes someone')]),
  ];
}

/** An alert rule: what is wrong with it, and what it would say now. */
export const promrule: KindFormat = {
  changes: false,
  targets: ['http'],
  namedValues: () => [],
  writtenAs: (name) => name,
  fields: [
    'reachable',
    'status',
    'rules',
    'rows',
    'alert',
    'state',
    'firing',
    'pending',
    'findings',
    'findingCount',
    'unknownMetrics',
    'problems',
    'error',
  ],
  read: readPromrule,
};
