import { isProblem } from '../kinds/body-lines';
import { lintRule, type RuleFinding, readPromrule } from '../kinds/promrule';
import type { Block } from '../schema';
import type { BlockCheck, Finding, Rule } from './rule';

const ALERTING = 'prometheus.io/docs/practices/alerting';

export const PROMRULE_RULES = {
  'promrule/syntax': {
    explanation: 'Prometheus refuses the whole file of rules for one that it cannot read.',
    fix: 'Correct the expression.',
    source: 'prometheus.io/docs/prometheus/latest/configuration/alerting_rules',
  },
  'promrule/rate-as-ratio': {
    explanation: 'rate() counts per second: 0.1 means one error in ten seconds, whatever the traffic.',
    fix: 'Divide: sum(rate(errors[5m])) / sum(rate(requests[5m])) > 0.1.',
    source: 'prometheus.io/docs/prometheus/latest/querying/functions/#rate',
  },
  'promrule/no-comparison': {
    explanation: 'Whatever an expression returns is an alert.',
    fix: 'Compare it with a threshold.',
    source: ALERTING,
  },
  'promrule/no-severity': { explanation: 'Alertmanager routes by labels.', fix: 'Add labels: { severity: … }.', source: ALERTING },
  'promrule/no-runbook': {
    explanation: 'An alert says what to do, or where that is written.',
    fix: 'Add annotations: { runbook_url: … }.',
    source: ALERTING,
  },
  'promrule/no-for': { explanation: 'One sample is noise.', fix: 'Add for: 2m or more.', source: ALERTING },
  'promrule/unlinked': {
    explanation: 'An incident made of the alert finds its runbook by the alerts of the frontmatter.',
    fix: `Add to the frontmatter: alerts: ['alertname="NAME"'].`,
    source: 'docs/writing-runbooks.md',
  },
} satisfies Record<string, Rule>;

const RULE_OF = {
  syntax: 'promrule/syntax',
  rate_as_ratio: 'promrule/rate-as-ratio',
  no_comparison: 'promrule/no-comparison',
  no_severity: 'promrule/no-severity',
  no_runbook: 'promrule/no-runbook',
  no_for: 'promrule/no-for',
} satisfies Record<RuleFinding['code'], keyof typeof PROMRULE_RULES>;

const lineOf = (body: string, alert: string) => body.split('\n').findIndex((line) => line.includes(alert)) + 1 || 1;

/** What is wrong with the alert rules that a block holds. */
export const checkPromrule: BlockCheck = ({ block }) => {
  const read = block.kind === 'promrule' ? readPromrule(block.body) : null;
  if (!read || isProblem(read)) return [];
  return read.rules.flatMap(lintRule).map(({ code, alert, message }): Finding => {
    const severity = code === 'syntax' ? 'error' : 'warning';
    return { rule: RULE_OF[code], severity, line: lineOf(block.body, alert), message: `${message}.` };
  });
};

/** The rules of a runbook's blocks whose alerts would not lead back to it. */
export function findUnlinked(blocks: readonly Block[], alerts: readonly string[]): { block: Block; finding: Finding }[] {
  return blocks.flatMap((block) => {
    const read = block.kind === 'promrule' ? readPromrule(block.body) : null;
    if (!read || isProblem(read)) return [];
    const lost = read.rules.filter(({ alert }) => !alerts.some((line) => line.includes(alert)));
    return lost.map(({ alert }) => ({
      block,
      finding: {
        rule: 'promrule/unlinked',
        severity: 'warning',
        line: lineOf(block.body, alert),
        message: `The alert ${alert} does not lead to this runbook.`,
        fix: `Add to the frontmatter: alerts: ['alertname="${alert}"'].`,
      } as const,
    }));
  });
}
