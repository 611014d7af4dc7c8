import { isVolatileName, steadyValue } from './rules';
import { MOST_SHOWN, type ValueChange, type ValuesDifference } from './schema';

const NAMES = ['name', 'id', 'key', 'path', 'title', 'host'];
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

type Leaf = { name: string; value: unknown };

/** What names the members of a list, so that one more in the middle is one difference. */
function nameIn(list: readonly unknown[]): string | undefined {
  return NAMES.find(
    (name) =>
      list.every((item) => isRecord(item) && typeof item[name] === 'string') &&
      new Set(list.map((item) => (item as never)[name])).size === list.length,
  );
}

function leavesOf(value: unknown, path: string, name: string, into: Map<string, Leaf>): Map<string, Leaf> {
  if (Array.isArray(value)) {
    const by = nameIn(value);
    for (const [at, item] of value.entries()) leavesOf(item, `${path}[${by ? (item as never)[by] : at}]`, name, into);
  } else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) if (!isVolatileName(key)) leavesOf(inner, path ? `${path}.${key}` : key, key, into);
  } else into.set(path, { name, value });
  return into;
}

/** Where two structures differ, by the path of each leaf; what goes by a volatile name is left out. Pure. */
export function compareValues(before: unknown, after: unknown): ValuesDifference {
  const [left, right] = [before, after].map((value) => leavesOf(value, '', '', new Map())) as [Map<string, Leaf>, Map<string, Leaf>];
  const changes: ValueChange[] = [];
  let same = 0;
  for (const [path, { name, value }] of right) {
    const earlier = left.get(path);
    if (!earlier) changes.push({ path, after: value });
    else if (steadyValue(name, earlier.value) === steadyValue(name, value)) same++;
    else changes.push({ path, before: earlier.value, after: value });
  }
  for (const [path, { value }] of left) if (!right.has(path)) changes.push({ path, before: value });
  return { kind: 'values', changes: changes.slice(0, MOST_SHOWN), same, more: Math.max(0, changes.length - MOST_SHOWN) };
}
