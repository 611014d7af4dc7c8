import type { BodyProblem } from './body-lines';

/** One condition of a selector: `label="value"`, `!=`, `=~`, `!~`. */
export type LabelMatcher = { label: string; op: '=' | '!=' | '=~' | '!~'; value: string };
/** A metric by its name (in which * stands for anything) and its labels. */
export type MetricSelector = { name: string; matchers: LabelMatcher[] };

const NAME = /^[a-zA-Z_:*][a-zA-Z0-9_:*]*/;
const MATCHER = /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*"((?:\\.|[^"\\])*)"\s*(,|$)/;

/** Reads `name{label="value", …}`. */
export function readSelector(text: string): MetricSelector | BodyProblem {
  const name = NAME.exec(text)?.[0];
  if (!name) return { problem: `"${text}" does not begin with the name of a metric` };
  const rest = text.slice(name.length).trim();
  if (rest === '') return { name, matchers: [] };
  if (!rest.startsWith('{') || !rest.endsWith('}')) return { problem: `behind ${name} only {labels} may stand: "${rest}"` };
  const matchers: LabelMatcher[] = [];
  for (let left = rest.slice(1, -1).trim(); left !== ''; ) {
    const found = MATCHER.exec(left);
    if (!found) return { problem: `"${left}" is not label="value"` };
    const [whole, label = '', op, value = ''] = found;
    matchers.push({ label, op: op as LabelMatcher['op'], value: value.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1') });
    left = left.slice(whole.length).trim();
  }
  return { name, matchers };
}
