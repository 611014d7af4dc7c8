import type { Nodes } from 'mdast';
import { textOf } from '@/lib/markdown/text-of';
import { buildBlock } from './build-block';
import { type Attributes, COMPONENTS, type ComponentName, isComponent, PLAIN_ELEMENTS } from './components';
import { addText, currentSection, error, lineOf, noteCovers, signatureText, takeId, type Walk } from './document-walk';
import { type JsxElement, readAttributes } from './read-attributes';

type Properties = Record<string, unknown>;
/** Null when the element is drawn without its own sign: only what is in it. */
type Drawn = Properties | null;

const RUNNABLE: ReadonlySet<ComponentName> = new Set(['Diagnostic', 'Remediation']);
const NOT_RUNNABLE = 'This block cannot run: see the problems of this runbook.';

function block(name: 'Diagnostic' | 'Remediation', walk: Walk, element: JsxElement, attributes: Attributes<'Diagnostic'> | null): Drawn {
  if (walk.within.some((outer) => RUNNABLE.has(outer)))
    error(walk, {
      rule: 'block/nested',
      line: lineOf(element),
      message: `<${name}> stands inside another block.`,
      fix: 'Close the other one before it.',
    });
  else if (attributes) {
    addText(walk, attributes.title);
    const draft = buildBlock(walk, name, element, attributes);
    const properties: Properties = draft ? { id: draft.id } : { id: attributes.id, problem: NOT_RUNNABLE };
    if (draft) walk.drawn.set(draft.id, properties);
    return properties;
  }
  return { problem: NOT_RUNNABLE };
}

function signature(walk: Walk, element: JsxElement): Drawn {
  const text = signatureText(walk, element);
  if ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 4) currentSection(walk).signatures.push(text);
  else
    error(walk, {
      rule: 'signature/too-short',
      line: lineOf(element),
      message: 'A signature needs at least four letters or digits.',
      fix: 'Quote more of the error.',
    });
  return {};
}

function step(walk: Walk, element: JsxElement, attributes: Attributes<'Step'> | null): Drawn {
  const line = lineOf(element);
  if (walk.within.at(-1) !== 'Procedure')
    error(walk, {
      rule: 'procedure/step-outside',
      line,
      message: '<Step> stands outside a <Procedure>.',
      fix: 'Put it directly inside one.',
    });
  walk.steps++;
  if (!attributes) return { number: walk.steps };
  const { id, title, owner, gate, covers } = attributes;
  const own = takeId(walk, id, line);
  addText(walk, title);
  if (gate) walk.references.push({ id: gate, to: 'diagnostic', by: 'gate', line });
  const said = { id, title, ...(owner ? { owner } : {}), ...(gate ? { gate } : {}) };
  const procedure = walk.procedures.at(-1);
  if (own && procedure && walk.within.at(-1) === 'Procedure') {
    procedure.steps.push(said);
    procedure.covers.push(...(covers ?? []));
  }
  return { ...said, number: walk.steps };
}

function when(walk: Walk, element: JsxElement, attributes: Attributes<'When'> | null): Drawn {
  if (!attributes) return null;
  const { diagnostic, is } = attributes;
  walk.references.push({ id: diagnostic, to: 'diagnostic', by: 'When', line: lineOf(element) });
  return { diagnostic, is };
}

type Draw<Name extends ComponentName> = (walk: Walk, element: JsxElement, attributes: Attributes<Name> | null) => Drawn;

/** What each component leaves in the drawn tree, as plain properties of its rb- element. */
const DRAW: { [Name in ComponentName]: Draw<Name> } = {
  Diagnostic: (walk, element, attributes) => block('Diagnostic', walk, element, attributes),
  Remediation: (walk, element, attributes) => block('Remediation', walk, element, attributes),
  Procedure: (walk, element, attributes) => {
    walk.steps = 0;
    if (!attributes) return {};
    const { id, title, covers } = attributes;
    const line = lineOf(element);
    if (takeId(walk, id, line)) walk.procedures.push({ id, title, steps: [], covers: [...(covers ?? [])], line });
    addText(walk, title);
    return { id, title };
  },
  Step: step,
  When: when,
  Signature: signature,
  Callout: (_walk, _element, attributes) => ({
    type: attributes?.type ?? 'info',
    ...(attributes?.title ? { title: attributes.title } : {}),
  }),
  Trap: (_walk, _element, attributes) => (attributes?.title ? { title: attributes.title } : {}),
  Contact: (_walk, _element, attributes) => (attributes ? { role: attributes.role } : null),
  Template: (_walk, _element, attributes) => (attributes ? { id: attributes.id } : null),
};

function unknown(walk: Walk, element: JsxElement): void {
  const name = element.name ?? '';
  const alike = Object.keys(COMPONENTS).find((known) => known.toLowerCase() === name.toLowerCase());
  const fix = alike ? `Write <${alike}>.` : `Use one of ${Object.keys(COMPONENTS).join(', ')}; to show a "<", write &lt;.`;
  error(walk, { rule: 'component/unknown', line: lineOf(element), message: `<${name}> is not a component of a runbook.`, fix });
}

function plainElement(walk: Walk, element: JsxElement): Properties {
  if (element.attributes.length)
    error(walk, {
      rule: 'component/unknown-attribute',
      line: lineOf(element),
      message: `<${element.name}> takes no attributes here.`,
      fix: 'Remove them.',
    });
  return {};
}

/** Draws one component: what stands for it, or its children alone when it is none of ours. `visit` walks what is in it. */
export function walkComponent(walk: Walk, element: JsxElement, visit: (children: Nodes[]) => Nodes[]): Nodes[] {
  const { name } = element;
  const children = element.children as Nodes[];
  const rb = (hName: string, hProperties: Properties, inner: Nodes[]) => [
    { type: 'rb', data: { hName, hProperties }, children: inner, position: element.position } as unknown as Nodes,
  ];
  if (name && PLAIN_ELEMENTS.has(name)) return rb(name, plainElement(walk, element), visit(children));
  if (!name || !isComponent(name)) {
    unknown(walk, element);
    return visit(children);
  }
  const { value, problems } = readAttributes(name, element);
  walk.problems.push(...problems);
  if (value?.covers) noteCovers(walk, value.covers, { by: name, ...('id' in value ? { at: value.id } : {}), line: lineOf(element) });
  const properties = (DRAW[name] as Draw<ComponentName>)(walk, element, value);
  walk.within.push(name);
  const inner = visit(children);
  walk.within.pop();
  if (name === 'Template' || name === 'Contact') addText(walk, textOf(element));
  return properties ? rb(`rb-${name.toLowerCase()}`, properties, inner) : inner;
}
