import type { Item } from './read-side';

export type Difference = { what: string; name: string; is: 'onlyA' | 'onlyB' | 'different'; a: string | null; b: string | null };

const keyOf = ({ what, name }: Item) => `${what}\0${name}`;
/** What belongs to a table that only one side has says nothing more. */
const tableOf = (name: string) => name.split('.').slice(0, 2).join('.');

const matcher = (patterns: readonly string[]) => (name: string) =>
  patterns.some((pattern) =>
    pattern.endsWith('*')
      ? name.startsWith(pattern.slice(0, -1)) || name.split('.').some((part) => part.startsWith(pattern.slice(0, -1)))
      : name === pattern || name.split('.').includes(pattern),
  );

/** What only one of two lists has and what differs, by sort and name; what is ignored is left out of both. */
export function compareItems(
  a: readonly Item[],
  b: readonly Item[],
  ignored: readonly string[],
): { differences: Difference[]; same: number } {
  const isIgnored = matcher(ignored);
  const kept = (items: readonly Item[]) => new Map(items.filter(({ name }) => !isIgnored(name)).map((item) => [keyOf(item), item]));
  const [left, right] = [kept(a), kept(b)];
  const lonely = new Set<string>();
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const)
    for (const [key, { what, name }] of one) if ((what === 'table' || what === 'view') && !other.has(key)) lonely.add(name);
  const differences: Difference[] = [];
  let same = 0;
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [mine, theirs] = [left.get(key), right.get(key)];
    const { what, name } = (mine ?? theirs) as Item;
    if (mine && theirs && mine.value === theirs.value) same += 1;
    else if (!lonely.has(tableOf(name)) || lonely.has(name))
      differences.push({
        what,
        name,
        is: !theirs ? 'onlyA' : !mine ? 'onlyB' : 'different',
        a: mine?.value ?? null,
        b: theirs?.value ?? null,
      });
  }
  return { differences: differences.sort((x, y) => x.what.localeCompare(y.what) || x.name.localeCompare(y.name)), same };
}
