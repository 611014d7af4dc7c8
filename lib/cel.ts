import vm from 'node:vm';
import { type ASTNode, Environment, serialize } from '@marcbachmann/cel-js';

/** How long one expression may take: its data comes from outside, and a pattern can be made to run for ever on it. */
/** Wall-clock time: on a machine that is out of breath, an honest rule takes long too. */
const EVALUATION_LIMIT_MS = 1_000;
const LONGEST_EXPRESSION = 2_000;

/** A compiled expression. `names` are the free variables it reads; `evaluate` throws an Error whose message says why not. */
export type CelExpression = { text: string; names: ReadonlySet<string>; evaluate(scope: Record<string, unknown>): unknown };
export type CelCompilation = { ok: true; expression: CelExpression } | { ok: false; message: string };

const ARITHMETIC: Record<string, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
};

/** Division whose result is no number must not make a comparison quietly false. */
const divide = (left: number, right: number) => {
  if (right === 0) throw new Error('division by zero');
  return left / right;
};
const remainder = (left: number, right: number) => {
  if (right === 0) throw new Error('division by zero');
  return left % right;
};

function makeEnvironment(): Environment {
  const environment = new Environment({ unlistedVariablesAreDyn: true, limits: { maxAstNodes: 2_000, maxDepth: 60 } });
  // Numbers from outside are doubles and literals are ints: CEL alone would refuse `used * 100`.
  for (const [left, right] of [
    ['double', 'int'],
    ['int', 'double'],
  ]) {
    for (const [operator, compute] of Object.entries(ARITHMETIC))
      environment.registerOperator(`${left} ${operator} ${right}: dyn`, (a: number | bigint, b: number | bigint) =>
        compute(Number(a), Number(b)),
      );
    for (const [name, compute] of [
      ['quotient', divide],
      ['remainder', remainder],
    ] as const)
      environment.registerFunction(`${name}(${left}, ${right}): dyn`, (a: number | bigint, b: number | bigint) =>
        compute(Number(a), Number(b)),
      );
  }
  environment.registerFunction('quotient(double, double): dyn', divide);
  environment.registerFunction('remainder(double, double): dyn', remainder);
  environment.registerFunction('quotient(int, int): dyn', (a: bigint, b: bigint) => BigInt(Math.trunc(divide(Number(a), Number(b)))));
  environment.registerFunction('remainder(int, int): dyn', (a: bigint, b: bigint) => BigInt(remainder(Number(a), Number(b))));
  return environment;
}

const environment = makeEnvironment();
const MACROS = new Set(['exists', 'exists_one', 'all', 'filter', 'map']);
const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

function collectNames(part: unknown, bound: ReadonlySet<string>, names: Set<string>): void {
  if (Array.isArray(part)) for (const item of part) collectNames(item, bound, names);
  if (!isNode(part)) return;
  const { op, args } = part as { op: string; args: unknown };
  if (op === 'id') {
    if (!bound.has(String(args))) names.add(String(args));
  } else if (op === 'rcall' && Array.isArray(args) && MACROS.has(String(args[0])) && Array.isArray(args[2])) {
    collectNames(args[1], bound, names);
    const [variable, ...bodies] = args[2] as { args: unknown }[];
    collectNames(bodies, new Set([...bound, String(variable?.args)]), names);
  } else if (op !== 'value') collectNames(args, bound, names);
}

type Part = { op: string; args: unknown };
const list = (parts: unknown) => (parts as Part[]).map(render).join(', ');

function renderValue(value: unknown, part: Part): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return /[.e]/.test(String(value)) ? String(value) : `${value}.0`;
  return serialize(part as ASTNode);
}

/** The expression again, with every division as a call that refuses zero. Brackets everywhere: the library's own text loses some. */
function render(part: Part): string {
  const [first, second, third] = (Array.isArray(part.args) ? part.args : []) as [Part, Part, Part];
  switch (part.op) {
    case 'value':
      return renderValue(part.args, part);
    case 'id':
      return String(part.args);
    case '.':
    case '.?':
      return `${render(first)}${part.op}${second}`;
    case '[]':
      return `${render(first)}[${render(second)}]`;
    case 'call':
      return `${first}(${list(second)})`;
    case 'rcall':
      return `${render(second)}.${first}(${list(third)})`;
    case 'list':
      return `[${list(part.args)}]`;
    case 'map':
      return `{${(part.args as [Part, Part][]).map(([key, value]) => `${render(key)}: ${render(value)}`).join(', ')}}`;
    case '?:':
      return `(${render(first)} ? ${render(second)} : ${render(third)})`;
    case '!_':
    case '-_':
      return `(${part.op[0]}${render(part.args as Part)})`;
    case '/':
      return `quotient(${render(first)}, ${render(second)})`;
    case '%':
      return `remainder(${render(first)}, ${render(second)})`;
    default:
      return `(${render(first)} ${part.op} ${render(second)})`;
  }
}

const firstLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
const bounded = new vm.Script('evaluate()');
/** Only lends its clock: what is evaluated is ours. A context of its own for each evaluation costs a millisecond. */
const clocked = vm.createContext({ evaluate: () => undefined });

function evaluateBounded(evaluate: () => unknown): unknown {
  try {
    clocked.evaluate = evaluate;
    return bounded.runInContext(clocked, { timeout: EVALUATION_LIMIT_MS });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new Error(`it took longer than ${EVALUATION_LIMIT_MS} ms`);
    throw new Error(firstLine(error));
  }
}

const compiled = new Map<string, CelCompilation>();
const KEPT = 1_000;

function compile(text: string): CelCompilation {
  if (!text.trim()) return { ok: false, message: 'the expression is empty' };
  if (text.length > LONGEST_EXPRESSION) return { ok: false, message: `the expression is longer than ${LONGEST_EXPRESSION} characters` };
  try {
    const names = new Set<string>();
    const { ast } = environment.parse(text);
    collectNames(ast, new Set(), names);
    const parsed = environment.parse(render(ast as Part));
    const check = parsed.check();
    if (!check.valid) return { ok: false, message: firstLine(check.error) };
    return { ok: true, expression: { text, names, evaluate: (scope) => evaluateBounded(() => parsed(scope)) } };
  } catch (error) {
    return { ok: false, message: firstLine(error) };
  }
}

/** Compiles a CEL expression; never throws. Numbers mix freely, division by zero is an error, and evaluation is bounded in time. */
export function compileCel(text: string): CelCompilation {
  const known = compiled.get(text);
  if (known) return known;
  if (compiled.size >= KEPT) compiled.clear();
  const compilation = compile(text);
  compiled.set(text, compilation);
  return compilation;
}
