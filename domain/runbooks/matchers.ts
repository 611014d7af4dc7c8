/** One condition on a label, as Alertmanager writes it. */
export type Matcher = { name: string; op: '=' | '!=' | '=~' | '!~'; value: string };

const ONE = /\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/y;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', '"': '"', '\\': '\\' };

/** Reads a line of matchers such as `alertname="High", severity=~"critical|page"`; null for what is none, or an expression that is broken. */
export function readMatchers(line: string): Matcher[] | null {
  const matchers: Matcher[] = [];
  const text = line
    .trim()
    .replace(/^\{(.*)\}$/s, '$1')
    .trim();
  for (ONE.lastIndex = 0; ONE.lastIndex < text.length; ) {
    const found = ONE.exec(text);
    if (!found) return null;
    const [, name = '', op, value = ''] = found;
    // Within an expression a backslash is the expression's own.
    const isExpression = op === '=~' || op === '!~';
    const read = value.replace(/\\(.)/g, (whole, sign: string) => (isExpression && sign !== '"' ? whole : (ESCAPED[sign] ?? whole)));
    matchers.push({ name, op: op as Matcher['op'], value: read });
    if (isExpression && !expressionOf(read)) return null;
  }
  return matchers.length > 0 ? matchers : null;
}

/** The expression holds for the whole value, as in Alertmanager. */
function expressionOf(text: string): RegExp | null {
  try {
    return new RegExp(`^(?:${text})$`, 's');
  } catch {
    return null;
  }
}

/** Whether all of them hold. A label that is not there is empty, as in Alertmanager; of nothing but negations a label must be there at all. */
export function matchAll(matchers: readonly Matcher[], labels: Readonly<Record<string, string>>): boolean {
  const labelOf = (name: string) => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : '');
  const holds = ({ name, op, value }: Matcher) => {
    const actual = labelOf(name);
    if (op === '=') return actual === value;
    if (op === '!=') return actual !== value;
    return (expressionOf(value)?.test(actual) ?? false) === (op === '=~');
  };
  const saysWhat = matchers.some(({ name }) => Object.hasOwn(labels, name));
  return saysWhat && matchers.every(holds);
}
