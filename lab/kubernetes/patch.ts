type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNamed = (list: unknown[]): list is (Tree & { name: string })[] =>
  list.length > 0 && list.every((each) => isTree(each) && typeof each.name === 'string');

/** RFC 7386: null takes away, trees are merged, everything else is replaced. */
export function mergePatch(
  target: unknown,
  patch: unknown,
  lists: (before: unknown[], patch: unknown[]) => unknown[] = (_, list) => list,
): unknown {
  if (Array.isArray(target) && Array.isArray(patch)) return lists(target, patch);
  if (!isTree(patch)) return patch;
  const merged: Tree = isTree(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value, lists);
  }
  return merged;
}

/** Lists of things with names are merged by them; `$patch: delete` takes one away. */
function mergeNamed(before: unknown[], patch: unknown[]): unknown[] {
  if (!isNamed(patch) || !(before.length === 0 || isNamed(before))) return patch;
  const merged = [...(before as (Tree & { name: string })[])];
  for (const each of patch) {
    const at = merged.findIndex(({ name }) => name === each.name);
    if (each.$patch === 'delete') merged.splice(at, at < 0 ? 0 : 1);
    else if (at < 0) merged.push(each);
    else merged[at] = mergePatch(merged[at], each, mergeNamed) as Tree & { name: string };
  }
  return merged;
}

export const strategicPatch = (target: unknown, patch: unknown): unknown => mergePatch(target, patch, mergeNamed);

const pathPart = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** RFC 6902, of it add, replace and remove. Throws when a place is not there. */
export function jsonPatch(target: unknown, operations: { op: string; path: string; value?: unknown }[]): unknown {
  const patched = structuredClone(target);
  for (const { op, path, value } of operations) {
    const parts = path.split('/').slice(1).map(pathPart);
    const last = parts.pop() ?? '';
    const parent = parts.reduce<unknown>((tree, part) => (isTree(tree) || Array.isArray(tree) ? (tree as Tree)[part] : undefined), patched);
    if (!isTree(parent) && !Array.isArray(parent)) throw new Error(`the path ${path} is not there`);
    if (op === 'remove') delete (parent as Tree)[last];
    else if (op === 'add' || op === 'replace') (parent as Tree)[last] = value;
    else throw new Error(`the operation ${op} is not supported`);
  }
  return patched;
}
