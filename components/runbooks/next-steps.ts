import type { Element, Root, RootContent } from 'hast';
import type { Block } from '@/domain/runbooks/schema';

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

/** What the blocks of a runbook say of each other: which show what a change would do, and which take which back. */
type Roles = { previews: ReadonlySet<string>; undoOf: ReadonlyMap<string, string> };

/** The changes that stand in it; where none does, those that follow it before the text goes on to something else. */
function remediationsOf(when: Element, after: Element[], { previews, undoOf }: Roles): string[] {
  // What takes back a change before it is offered by that change, once it ran.
  const offered = (remediations: Element[]) =>
    idsOf(remediations).filter((id, at, ids) => !ids.slice(0, at).some((before) => undoOf.get(before) === id));
  const inside = within(when, 'rb-remediation');
  if (inside.length > 0) return offered(inside);
  const end = after.findIndex(({ tagName, properties }) => ENDS_IT.test(tagName) && !previews.has(String(properties.id)));
  return offered(after.slice(0, end < 0 ? undefined : end).filter(({ tagName }) => tagName === 'rb-remediation'));
}

function stepsIn(parent: Root | Element, roles: Roles): NextStep[] {
  const elements = elementsOf(parent);
  return elements.flatMap((element, at) => {
    const inner = stepsIn(element, roles);
    if (element.tagName !== 'rb-when') return inner;
    const { diagnostic, is } = element.properties;
    const remediations = remediationsOf(element, elements.slice(at + 1), roles);
    return [{ block: String(diagnostic ?? ''), is: wordsOf(is), remediations }, ...inner];
  });
}

/** Each <When> of a document, with the remediations that belong to it. */
export function nextSteps(tree: Root, blocks: readonly Pick<Block, 'id' | 'preview' | 'undo'>[]): NextStep[] {
  const previews = new Set(blocks.flatMap(({ preview }) => preview ?? []));
  const undoOf = new Map(blocks.flatMap(({ id, undo }) => (undo ? [[id, undo] as const] : [])));
  return stepsIn(tree, { previews, undoOf });
}
