/** The text of a node of mdast or hast and everything in it, without markup; a broken line is a space. */
export function textOf(node: object): string {
  const { type, value, alt, children } = node as { type?: unknown; value?: unknown; alt?: unknown; children?: unknown };
  if (type === 'break') return ' ';
  if (typeof value === 'string') return value;
  if (typeof alt === 'string') return alt;
  return Array.isArray(children) ? children.map((child) => textOf(child as object)).join('') : '';
}
