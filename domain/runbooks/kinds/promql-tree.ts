import { parser } from '@prometheus-io/lezer-promql';

/** One comparison of a query with a number: what is on the other side, as far as lint looks into it. */
export type Threshold = { rate: string | null; number: number };
export type PromqlShape = {
  /** Where it is not PromQL, as characters before; null when it is. */
  errorAt: number | null;
  metrics: string[];
  thresholds: Threshold[];
  /** Without one, it is true for every series that there is. */
  decides: boolean;
};

type Tree = ReturnType<typeof parser.parse>;
type Node = Tree['topNode'];

const COMPARISONS = new Set(['Gtr', 'Gte', 'Lss', 'Lte', 'Eql', 'EqlC', 'Neq']);
const DECIDING = new Set([...COMPARISONS, 'Unless', 'Absent', 'AbsentOverTime']);
const RATES = new Set(['Rate', 'Irate']);

const childrenOf = (node: Node): Node[] => {
  const found: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
};

/** The rate per second that a side is, through sums and brackets; null when it is divided by something or is none. */
function rateOf(node: Node, text: string): string | null {
  if (node.name === 'ParenExpr')
    return (
      childrenOf(node)
        .map((child) => rateOf(child, text))
        .find((found) => found !== null) ?? null
    );
  if (node.name === 'AggregateExpr') {
    const body = childrenOf(node).find(({ name }) => name === 'FunctionCallBody');
    return body
      ? (childrenOf(body)
          .map((child) => rateOf(child, text))
          .find((found) => found !== null) ?? null)
      : null;
  }
  if (node.name !== 'FunctionCall') return null;
  const called = childrenOf(node).find(({ name }) => name === 'FunctionIdentifier')?.firstChild?.name ?? '';
  return RATES.has(called) ? text.slice(node.from, node.to) : null;
}

function thresholdOf(node: Node, text: string): Threshold | null {
  const children = childrenOf(node);
  if (!children.some(({ name }) => COMPARISONS.has(name))) return null;
  const number = children
    .map((child) => Number(text.slice(child.from, child.to)))
    .find((value, at) => children[at]?.name === 'NumberDurationLiteral' && Number.isFinite(value));
  if (number === undefined) return null;
  return { rate: children.map((child) => rateOf(child, text)).find((found) => found !== null) ?? null, number };
}

function nameOf(selector: Node, text: string): string | null {
  const name = selector.getChild('Identifier');
  if (name) return text.slice(name.from, name.to);
  return /__name__\s*=\s*"([^"]+)"/.exec(text.slice(selector.from, selector.to))?.[1] ?? null;
}

/** What a query is made of, by Prometheus' own grammar. */
export function shapeOf(query: string): PromqlShape {
  const shape: PromqlShape = { errorAt: null, metrics: [], thresholds: [], decides: false };
  const cursor = parser.parse(query).cursor();
  do {
    const { name, node, type } = cursor;
    if (type.isError) shape.errorAt ??= node.from;
    if (DECIDING.has(name)) shape.decides = true;
    if (name === 'VectorSelector') {
      const metric = nameOf(node, query);
      if (metric && !shape.metrics.includes(metric)) shape.metrics.push(metric);
    }
    const threshold = name === 'BinaryExpr' ? thresholdOf(node, query) : null;
    if (threshold) shape.thresholds.push(threshold);
  } while (cursor.next());
  return shape;
}
