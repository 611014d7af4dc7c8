/** The text of a node of mdast or hast and everything in it, without markup. */
export function textOf(node: object): string {
  const { value, alt, children } = node as { value?: unknown; alt?: unknown; children?: unknown };
  if (typeof value === 'string') return value;
  if (typeof alt === 'string') return alt;
  return Array.isArray(children) ? children.map((child) => textOf(child as object)).join('') : '';
}
