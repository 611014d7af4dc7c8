import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Problem } from '@/domain/runbooks/schema';

/** Above the whole file, inside a block, or beneath code that is only copied. */
export type ProblemPlace = 'file' | 'block' | 'copied';

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
const isBad = ({ severity }: Problem) => severity === 'error';

/** "2 errors, 1 warning". */
function sumOf(problems: readonly Problem[]): string {
  const errors = problems.filter(isBad).length;
  const warnings = problems.length - errors;
  return [errors && counted(errors, 'error'), warnings && counted(warnings, 'warning')].filter(Boolean).join(', ');
}

const element = (tagName: string, className: string, ...children: (ElementContent | string)[]): Element => ({
  type: 'element',
  tagName,
  properties: className ? { className: [className] } : {},
  children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
});

/** Those with the same reason and the same cure stand together, and both are said once. */
function alike(problems: readonly Problem[]): Problem[][] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = [problem.severity, problem.why, problem.fix].join('\0');
    const group = groups.get(key);
    if (group) group.push(problem);
    else groups.set(key, [problem]);
  }
  return [...groups.values()];
}

const line = ({ severity, message, rule, file, line: at }: Problem): Element =>
  element('div', '', element('b', severity, severity), ` ${message} `, element('code', '', `${rule} · ${file}:${at}`));

function group(problems: Problem[]): Element {
  const [{ why, fix } = {}] = problems;
  return element(
    'li',
    '',
    ...problems.map(line),
    ...(why ? [element('p', '', why)] : []),
    ...(fix ? [element('p', '', `Fix: ${fix}`)] : []),
  );
}

const written = new WeakMap<readonly Problem[], Map<ProblemPlace, string>>();

/** A disclosure of problems as HTML, in which whatever comes from a file is text; kept for as long as the list of them is. */
export function problemsHtml(problems: readonly Problem[], place: ProblemPlace): string {
  const known = written.get(problems) ?? new Map<ProblemPlace, string>();
  const html = known.get(place) ?? write(problems, place);
  written.set(problems, known.set(place, html));
  return html;
}

function write(problems: readonly Problem[], place: ProblemPlace): string {
  const sum = sumOf(problems);
  const rules = [...new Set(problems.map(({ rule }) => rule))].join(', ');
  const summary =
    place === 'file'
      ? element('summary', '', `${sum} in this file`)
      : element('summary', '', element('b', '', sum), ' ', element('code', '', rules));
  const details = element('details', '', summary, element('ul', '', ...alike(problems).map(group)));
  const open = place !== 'copied' && problems.some(isBad);
  return toHtml(open ? { ...details, properties: { open: true } } : details, { preferUnquoted: true });
}
