import type { Nodes } from 'mdast';
import type { z } from 'zod';
import type { SourceProblem } from '@/lib/markdown/source-problem';
import { type Attributes, attributesOf, COMPONENTS, type ComponentName } from './components';

export type JsxElement = Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;
type Literal = string | number | boolean;
type JsxAttribute = JsxElement['attributes'][number];

const lineOf = (node: { position?: { start: { line: number } } | undefined }, fallback = 1) => node.position?.start.line ?? fallback;

/** The value of `{…}` when it is a bare number, true, false or a quoted text; nothing else is read, and nothing is evaluated. */
function literalOf(expression: string): Literal | undefined {
  const text = expression.trim();
  if (!/^(?:-?\d{1,15}(?:\.\d{1,15})?|true|false|"(?:[^"\\\n]|\\["\\/bfnrt])*")$/.test(text)) return undefined;
  return JSON.parse(text) as Literal;
}

const isDuration = (attribute: string) => attribute === 'timeout' || attribute === 'for';

function issueProblem(name: ComponentName, issue: z.core.$ZodIssue, lines: Map<string, number>, at: number): SourceProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      rule: 'component/unknown-attribute',
      severity: 'error',
      line: lines.get(key) ?? at,
      message: `<${name}> has no attribute ${key}.`,
      fix: `It takes ${attributesOf(name).join(', ')}.`,
    }));
  const attribute = String(issue.path[0] ?? '');
  const line = lines.get(attribute) ?? at;
  if (!lines.has(attribute))
    return [
      {
        rule: 'component/missing-attribute',
        severity: 'error',
        line,
        message: `<${name}> needs the attribute ${attribute}.`,
        fix: `Add ${attribute}="…".`,
      },
    ];
  const rule = isDuration(attribute) ? 'component/duration' : 'component/attribute';
  return [{ rule, severity: 'error', line, message: `${attribute} of <${name}> ${issue.message}.` }];
}

function literalAttribute(element: JsxElement, attribute: JsxAttribute, at: number): { value: Literal } | { problem: SourceProblem } {
  const line = lineOf(attribute, at);
  if (attribute.type !== 'mdxJsxAttribute')
    return {
      problem: {
        rule: 'component/spread',
        severity: 'error',
        line,
        message: `{...} on <${element.name}> is not allowed.`,
        fix: 'Write each attribute as name="value".',
      },
    };
  if (attribute.value === null || attribute.value === undefined) return { value: true };
  if (typeof attribute.value === 'string') return { value: attribute.value };
  const value = literalOf(attribute.value.value);
  if (value !== undefined) return { value };
  const message = `${attribute.name} of <${element.name}> is an expression; nothing in a runbook is evaluated.`;
  return { problem: { rule: 'component/expression', severity: 'error', line, message, fix: `Write ${attribute.name}="…".` } };
}

/** Reads a component's attributes; `value` is null when `problems` says what is wrong with them. */
export function readAttributes<Name extends ComponentName>(
  name: Name,
  element: JsxElement,
): { value: Attributes<Name> | null; problems: SourceProblem[] } {
  const at = lineOf(element);
  const given: Record<string, string> = Object.create(null);
  const lines = new Map<string, number>();
  const problems: SourceProblem[] = [];
  for (const attribute of element.attributes) {
    const read = literalAttribute(element, attribute, at);
    if ('problem' in read) problems.push(read.problem);
    if (attribute.type !== 'mdxJsxAttribute') continue;
    const repeated = lines.has(attribute.name);
    if (repeated)
      problems.push({
        rule: 'component/repeated-attribute',
        severity: 'error',
        line: lineOf(attribute, at),
        message: `${attribute.name} of <${name}> is given twice.`,
        fix: 'Keep one.',
      });
    lines.set(attribute.name, lineOf(attribute, at));
    if ('value' in read) given[attribute.name] = String(read.value);
  }
  const parsed = COMPONENTS[name].safeParse({ ...given });
  if (parsed.success) return { value: problems.length ? null : (parsed.data as Attributes<Name>), problems };
  const unread = new Set(problems.map((problem) => problem.line));
  const found = parsed.error.issues.flatMap((issue) => issueProblem(name, issue, lines, at));
  return {
    value: null,
    problems: [...problems, ...found.filter((problem) => !unread.has(problem.line) || problem.rule !== 'component/attribute')],
  };
}
