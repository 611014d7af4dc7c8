import { writtenAs } from '../named-values';
import type { InputSpec, InputType, Kind } from '../schema';
import { scanSql } from '../sql-params';
import { isVariable, MARK, markVariable } from './shell/marks';

/** What the name of a value says of its type; the first that fits. */
const TYPES: [RegExp, InputType][] = [
  [/(?:^|_)(?:password|passwd|pwd|secret|token|jwt|api_?key|credentials?|private_key|key)(?:$|_)/, 'secret'],
  [/(?:^|_)e?mail(?:$|_)/, 'email'],
  [/(?:^|_)uuid$/, 'uuid'],
  [/(?:^|_)(?:url|uri)$/, 'url'],
  [/(?:^|_)(?:pid|port|count|limit|minutes|hours|days|seconds|number|num|threshold|percent|replicas|n)$/, 'int'],
  [/(?:^|_)(?:timestamp|datetime)$/, 'datetime'],
];
const LONGEST_NAME = 62;

function valueName(written: string): string {
  const words = written
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return (/^[a-z]/.test(words) ? words : `value_${words}`).slice(0, LONGEST_NAME).replace(/_+$/, '') || 'value';
}

const typeOf = (name: string): InputType => TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? 'string';

/** The input for a value; `given` is what the guide itself says it is, unless that is a secret's. */
function inputOf(name: string, given?: string): InputSpec {
  const type = typeOf(name);
  const label = (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('_', ' ').slice(0, 100);
  if (type === 'secret' || given === undefined || !given || (type !== 'string' && type !== 'int'))
    return { name, type, label, required: true };
  const isNumber = type === 'int' && /^\d{1,9}$/.test(given);
  return { name, type: isNumber ? 'int' : 'string', label, required: false, default: isNumber ? Number(given) : given };
}

/** Example values of guides: nobody's address, nobody's id. */
const EXAMPLE =
  /^'(?:(?<email>[\w.+-]+@example\.(?:com|org|net))|(?<name>(?:your|some|my)[-_ ][\w -]{1,40}|(?:[\w]{1,20}[-_])?uuid|x{3,}))'$/i;
const IN_QUOTES = /'((?:[^']|'')*)'/g;

/** A mark within quotes becomes a value that is joined to the rest of its text. */
function quotedParts(whole: string, inner: string): string {
  const example = EXAMPLE.exec(whole)?.groups;
  if (example?.email) return ':email';
  if (example?.name) return `:${valueName(example.name.replace(/^(?:your|some|my)[-_ ]/i, '').replace(/^x+$/i, 'value'))}`;
  const marked = inner.replace(/\{([a-z][\w-]{0,40})\}/gi, (_, name: string) => markVariable(name));
  if (!new RegExp(MARK.source).test(marked)) return whole;
  const pieces: string[] = [];
  let from = 0;
  for (const match of marked.matchAll(MARK)) {
    if (match.index > from) pieces.push(`'${marked.slice(from, match.index)}'`);
    pieces.push(`:${valueName(match[2] ?? '')}`);
    from = match.index + match[0].length;
  }
  if (from < marked.length) pieces.push(`'${marked.slice(from)}'`);
  return pieces.length === 1 ? (pieces[0] ?? whole) : `(${pieces.join(' || ')})`;
}

/** Marks, examples, `$1` and `:'name'` of a statement as named parameters; null where a mark stands in a quoted name. */
export function asParameters(text: string): string | null {
  if (/"[^"]*[\ue000\ue002][^"]*"/.test(text)) return null;
  const named = text.replace(/:'(\w+)'/g, ':$1').replace(IN_QUOTES, quotedParts);
  const filled = named.replace(MARK, (_, _sign: string, name: string) => `:${valueName(name)}`);
  return scanSql(filled).positional ? filled.replace(/(?<![\w$'])\$(\d{1,2})(?![\w'])/g, ':value_$1') : filled;
}

/** A body with its marks written as that kind names values, and the inputs that it then has. */
export function fillIn(kind: Kind, body: string, given: ReadonlyMap<string, string>): { body: string; inputs: InputSpec[] } {
  const inputs = new Map<string, InputSpec>();
  const add = (written: string, isFromShell: boolean) => {
    const name = valueName(written);
    inputs.set(name, inputs.get(name) ?? inputOf(name, isFromShell ? given.get(written) : undefined));
    return writtenAs(kind, name);
  };
  if (kind === 'sql') {
    for (const name of scanSql(body).paramNames) inputs.set(name, inputOf(name, given.get(name)));
    return { body, inputs: [...inputs.values()] };
  }
  const filled = body.replace(MARK, (_, sign: string, name: string) => add(name, isVariable(sign)));
  return { body: filled, inputs: [...inputs.values()] };
}
