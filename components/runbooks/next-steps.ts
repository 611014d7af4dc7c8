import type { Element, Root, RootContent } from 'hast';

/** What a runbook says to do when a diagnostic came to something: the changes that it offers there. */
export type NextStep = { block: string; is: string[]; remediations: string[] };

const isElement = (node: RootContent): node is Element => node.type === 'element';
const wordsOf = (value: unknown) => (typeof value === 'string' ? value.split(/[\s,|]+/).filter(Boolean) : []);

function within(parent: Root | Element, tag: string): Element[] {
  return (parent.children as RootContent[])
    .filter(isElement)
    .flatMap((child) => [...(child.tagName === tag ? [child] : []), ...within(child, tag)]);
}

/** Each <When> of a document, with the remediations that stand in it. */
export function nextSteps(tree: Root): NextStep[] {
  return within(tree, 'rb-when').map((when) => ({
    block: String(when.properties.diagnostic ?? ''),
    is: wordsOf(when.properties.is),
    remediations: within(when, 'rb-remediation').flatMap(({ properties }) => (typeof properties.id === 'string' ? [properties.id] : [])),
  }));
}
