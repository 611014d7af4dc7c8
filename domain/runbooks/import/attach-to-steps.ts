import type { List, Nodes } from 'mdast';

const startOf = (node: Nodes | undefined) => node?.position?.start.line ?? 0;
const endOf = (node: Nodes | undefined) => node?.position?.end.line ?? 0;
const countOf = (list: List) => (list.start ?? 1) + list.children.length;
const isOrdered = (node: Nodes | undefined): node is List => node?.type === 'list' && node.ordered === true;
const isIndented = (node: Nodes) => (node.position?.start.column ?? 1) > 1;

/** Whether a list goes on with the next number, or with another `1.` that its writer left to be counted. */
function goesOnWith(last: List, next: Nodes | undefined, attached: ReadonlySet<List>): next is List {
  if (!isOrdered(next)) return false;
  const start = next.start ?? 1;
  if (start === countOf(last) && start > 1) return true;
  return start === 1 && last.start === 1 && attached.has(last) && startOf(next) === endOf(last) + 1;
}

/** What stands between two steps and belongs to the first: a fence at the margin, or anything that is indented beneath it. */
function belongsTo(last: List, node: Nodes, next: Nodes | undefined): boolean {
  const touches = startOf(node) === endOf(last) + 1;
  if (node.type === 'code') return touches || (isOrdered(next) && next.start === countOf(last));
  return touches && isIndented(node) && (node.type === 'list' ? !node.ordered : node.type === 'paragraph');
}

/** `1. step`, a fence that is indented too little, `2. step`: the fence belongs to its step, and the numbers are of one list. `moved` has the lines of such fences. */
export function attachToSteps(children: Nodes[]): { children: Nodes[]; moved: number[] } {
  const out: Nodes[] = [];
  const attached = new Set<List>();
  const moved: number[] = [];
  const reach = (last: List, node: Nodes) => {
    if (last.position && node.position) last.position.end = node.position.end;
  };
  for (const [at, node] of children.entries()) {
    const last = out.at(-1);
    if (isOrdered(last) && belongsTo(last, node, children[at + 1])) {
      last.children.at(-1)?.children.push(node as never);
      last.spread = true;
      attached.add(last);
      if (node.type === 'code') moved.push(startOf(node));
      reach(last, node);
    } else if (isOrdered(last) && goesOnWith(last, node, attached)) {
      last.children.push(...node.children);
      reach(last, node);
    } else out.push(node);
  }
  return { children: out, moved };
}
