import { type Components, toJsxRuntime } from 'hast-util-to-jsx-runtime';
import type { ReactElement, ReactNode } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { RunBlock } from '@/components/diagnostics/run-block';
import type { ProcedureOffer } from '@/components/procedures/procedure-offer';
import type { Problem } from '@/domain/runbooks/schema';
import { BrokenBlock, Procedure, Step } from './marked-parts';
import { Mermaid } from './mermaid';
import { problemsByBlock, problemsWithin } from './offers';
import { Problems } from './problems';
import { Contact, MessageTemplate } from './reach';
import type { RunbookProps } from './runbook-props';
import { keptRuns } from './still-runs';
import { When } from './when';

type Part = { id?: string; children?: ReactNode; [name: string]: unknown };
const word = (value: unknown) => (typeof value === 'string' ? value : '');

function parts(
  { runbook, incident, contacts, templates, mayCarryOut }: RunbookProps,
  problems: ReadonlyMap<string, Problem[]>,
  copied: Problem[],
) {
  const offered = (id: string): ProcedureOffer | null => {
    const procedure = runbook.procedures.find((known) => known.id === id);
    if (!procedure || !incident) return null;
    const { title, contentHash } = procedure;
    const { number, mergedInto } = incident;
    return { incident: number, runbook: runbook.slug, id, title, contentHash, mayCarryOut, mergedInto };
  };
  const titles = new Map(runbook.blocks.map(({ id, title }) => [id, title]));
  const block = ({ id = '', problem, children }: Part) =>
    problem ? (
      <BrokenBlock problem={word(problem)}>{children}</BrokenBlock>
    ) : (
      <RunBlock block={id} problems={problems.has(id) && <Problems problems={problems.get(id) ?? []} place="block" />}>
        {children}
      </RunBlock>
    );
  return {
    'rb-text': ({ html }: Part) => (
      // biome-ignore lint/security/noDangerouslySetInnerHtml: written by still-runs.ts, which lets through only what it knows
      <div className="guide-text" dangerouslySetInnerHTML={{ __html: word(html) }} />
    ),
    'rb-copied': ({ from, to }: Part) => (
      <Problems problems={problemsWithin(copied, { from: Number(from), to: Number(to) })} place="copied" />
    ),
    'rb-diagnostic': block,
    'rb-remediation': block,
    'rb-procedure': ({ id = '', title, children }: Part) => (
      <Procedure id={id} title={word(title)} offer={offered(id)}>
        {children}
      </Procedure>
    ),
    'rb-step': ({ id, title, owner, gate, children }: Part) => (
      <Step id={id} title={word(title)} owner={word(owner)} gate={titles.get(word(gate)) ?? word(gate)} gateBlock={word(gate)}>
        {children}
      </Step>
    ),
    'rb-when': ({ diagnostic, is, children }: Part) => (
      <When block={word(diagnostic)} is={word(is)} title={titles.get(word(diagnostic)) ?? word(diagnostic)}>
        {children}
      </When>
    ),
    'rb-contact': ({ role }: Part) => (
      <Contact contact={contacts.find((contact) => contact.role.toLowerCase() === word(role).toLowerCase())} role={word(role)} />
    ),
    'rb-template': ({ id }: Part) => (
      <MessageTemplate id={word(id)} template={templates.find((template) => template.id === id)} incident={incident} />
    ),
    'rb-mermaid': ({ children, source, label }: Part) => (
      <Mermaid source={word(source)} label={word(label)}>
        {children}
      </Mermaid>
    ),
  };
}

/** The runbook's tree as elements of ours; nothing of it is evaluated. */
export function RunbookBody(props: RunbookProps): ReactElement {
  const problems = problemsByBlock(props.runbook);
  const copied = (problems.get('') ?? []).filter(({ message }) => message.startsWith('Code to copy'));
  return toJsxRuntime(
    keptRuns(
      props.runbook.tree,
      copied.map(({ line }) => line),
    ),
    {
      Fragment,
      jsx,
      jsxs,
      components: parts(props, problems, copied) as unknown as Components,
      ignoreInvalidStyle: true,
    },
  );
}
