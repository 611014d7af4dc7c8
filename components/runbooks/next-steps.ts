import type { Element, Root, RootContent } from 'hast';

/** What a runbook says to do when a diagnostic came to something: the changes that it offers there. */
export type NextStep = { block: string; is: string[]; remediations: string[] };

/** Where the part that a <When> begins is over at the latest. */
const ENDS_IT = /^(?:h[1-6]|rb-when|rb-diagnostic|rb-procedure)$/;

const isElement = (node: RootContent): node is Element => node.type === 'element';
const elementsOf = (parent: Root | Element): Element[] => (parent.children as RootContent[]).filter(isElement);
const wordsOf = (value: unknown) => (typeof value === 'string' ? value.split(/[\s,|]+/).filter(Boolean) : []);
const idsOf = (elements: Element[]) => elements.flatMap(({ properties }) => (typeof properties.id === 'string' ? [properties.id] : []));

const within = (parent: Root | Element, tag: string): Element[] =>
  elementsOf(parent).flatMap((child) => [...(child.tagName === tag ? [child] : []), ...within(child, tag)]);

/** The changes that stand in it; where none does, those that follow it before the text goes on to something else. */
function remediationsOf(when: Element, after: Element[]): string[] {
  const inside = idsOf(within(when, 'rb-remediation'));
  if (inside.length > 0) return inside;
  const end = after.findIndex(({ tagName }) => ENDS_IT.test(tagName));
  return idsOf(after.slice(0, end < 0 ? undefined : end).filter(({ tagName }) => tagName === 'rb-remediation'));
}

/** Each <When> of a document, with the remediations that belong to it. */
export function nextSteps(parent: Root | Element): NextStep[] {
  const elements = elementsOf(parent);
  return elements.flatMap((element, at) => {
    const inner = nextSteps(element);
    if (element.tagName !== 'rb-when') return inner;
    const { diagnostic, is } = element.properties;
    return [{ block: String(diagnostic ?? ''), is: wordsOf(is), remediations: remediationsOf(element, elements.slice(at + 1)) }, ...inner];
  });
}
