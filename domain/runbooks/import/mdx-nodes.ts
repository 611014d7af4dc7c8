import type { Nodes } from 'mdast';

type MdxJsxFlowElement = Extract<Nodes, { type: 'mdxJsxFlowElement' }>;
type Attributes = Record<string, string | undefined>;

/** A component of a runbook around these nodes; attributes without a value are left out. */
export function component(name: string, attributes: Attributes, children: Nodes[], position?: Nodes['position']): MdxJsxFlowElement {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes)
      .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
      .map(([attribute, value]) => ({ type: 'mdxJsxAttribute', name: attribute, value })),
    children: children as MdxJsxFlowElement['children'],
    ...(position ? { position } : {}),
  };
}

export const paragraph = (text: string): Nodes => ({ type: 'paragraph', children: [{ type: 'text', value: text }] });

export const callout = (type: 'info' | 'tip' | 'warning' | 'danger', title: string, children: Nodes[], position?: Nodes['position']) =>
  component('Callout', { type, title: title.replace(/[\n"]/g, ' ').slice(0, 200) }, children, position);
