import { type Components, toJsxRuntime } from 'hast-util-to-jsx-runtime';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { RunBlock } from '@/components/diagnostics/run-block';
import type { ProcedureOffer } from '@/components/procedures/procedure-offer';
import { cx } from '@/components/ui/cx';
import { CodeFrame } from './code-frame';
import { BrokenBlock, Callout, Procedure, Signature, Step, Trap } from './marked-parts';
import { Mermaid } from './mermaid';
import { problemsByBlock, problemsWithin } from './offers';
import { CopiedProblems, ProblemList } from './problem-list';
import { Contact, MessageTemplate } from './reach';
import type { RunbookProps } from './runbook-props';
import { When } from './when';

/** Text keeps to 70 characters a line; what runs takes the whole width. */
const measured = 'max-w-[70ch]';
type Of<T extends keyof React.JSX.IntrinsicElements> = ComponentProps<T> & { node?: unknown };

function heading(Level: 'h2' | 'h3' | 'h4', look: string) {
  return function Heading({ node, className, children, id, ...rest }: Of<'h2'>) {
    return (
      <Level id={id} className={cx(measured, look, 'group font-semibold tracking-tight text-balance', className)} {...rest}>
        {children}
        {id && (
          <a
            href={`#${id}`}
            aria-label="Link to this section"
            className="ml-2 font-normal text-ink-3 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
          >
            #
          </a>
        )}
      </Level>
    );
  };
}

const text = {
  h1: heading('h2', 'mt-8 text-xl'),
  h2: heading('h2', 'mt-10 text-lg'),
  h3: heading('h3', 'mt-8 text-md'),
  h4: heading('h4', 'mt-6 text-md'),
  h5: heading('h4', 'mt-6 text-base'),
  h6: heading('h4', 'mt-6 text-base'),
  p: ({ node, className, ...rest }: Of<'p'>) => <p className={cx(measured, 'mt-3', className)} {...rest} />,
  ul: ({ node, className, ...rest }: Of<'ul'>) => <ul className={cx(measured, 'mt-3 list-disc pl-5', className)} {...rest} />,
  ol: ({ node, className, ...rest }: Of<'ol'>) => <ol className={cx(measured, 'mt-3 list-decimal pl-6', className)} {...rest} />,
  li: ({ node, className, ...rest }: Of<'li'>) => <li className={cx('mt-1 [&>p:first-child]:mt-0', className)} {...rest} />,
  blockquote: ({ node, ...rest }: Of<'blockquote'>) => (
    <blockquote className={cx(measured, 'mt-3 border-l-2 border-line pl-4 text-ink-2')} {...rest} />
  ),
  a: ({ node, ...rest }: Of<'a'>) => <a className="link" {...rest} />,
  hr: () => <hr className="my-8 border-line" />,
  code: ({ node, className, ...rest }: Of<'code'>) => (
    <code
      className={cx(
        'rounded-sm bg-sunken px-1 py-px font-mono text-[0.9em] in-[pre]:bg-transparent in-[pre]:p-0 in-[pre]:text-[1em]',
        className,
      )}
      {...rest}
    />
  ),
  table: ({ node, ...rest }: Of<'table'>) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="mt-3 overflow-x-auto" tabIndex={0} aria-label="Table">
      <table className="border-collapse text-left text-base" {...rest} />
    </section>
  ),
  th: ({ node, ...rest }: Of<'th'>) => (
    <th scope="col" className="border-b border-line py-1.5 pr-6 align-bottom font-medium text-ink-3" {...rest} />
  ),
  td: ({ node, ...rest }: Of<'td'>) => <td className="border-b border-line py-1.5 pr-6 align-top" {...rest} />,
};

function linesOf(node: unknown): { from: number; to: number } | undefined {
  const { position } = (node ?? {}) as { position?: { start: { line: number }; end: { line: number } } };
  return position && { from: position.start.line, to: position.end.line };
}

type Part = { id?: string; children?: ReactNode; node?: unknown; [name: string]: unknown };
const word = (value: unknown) => (typeof value === 'string' ? value : '');

function parts({ runbook, incident, contacts, templates, mayCarryOut }: RunbookProps) {
  const offered = (id: string): ProcedureOffer | null => {
    const procedure = runbook.procedures.find((known) => known.id === id);
    if (!procedure || !incident || !mayCarryOut) return null;
    return { incident: incident.number, runbook: runbook.slug, id, title: procedure.title, contentHash: procedure.contentHash };
  };
  const problems = problemsByBlock(runbook);
  const copied = (problems.get('') ?? []).filter(({ message }) => message.startsWith('Code to copy'));
  const titles = new Map(runbook.blocks.map(({ id, title }) => [id, title]));
  const block = ({ id = '', problem, children }: Part) =>
    problem ? (
      <BrokenBlock problem={word(problem)}>{children}</BrokenBlock>
    ) : (
      <RunBlock block={id} problems={problems.has(id) && <ProblemList problems={problems.get(id) ?? []} here />}>
        {children}
      </RunBlock>
    );
  return {
    pre: ({ node, className, children, ...rest }: Of<'pre'>) => (
      <>
        <CodeFrame className={className} {...rest}>
          {children}
        </CodeFrame>
        <CopiedProblems problems={problemsWithin(copied, linesOf(node))} />
      </>
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
    'rb-signature': ({ children }: Part) => <Signature>{children}</Signature>,
    'rb-callout': ({ type, title, children }: Part) => (
      <Callout type={word(type)} title={word(title)}>
        {children}
      </Callout>
    ),
    'rb-trap': ({ title, children }: Part) => <Trap title={word(title)}>{children}</Trap>,
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
  return toJsxRuntime(props.runbook.tree, {
    Fragment,
    jsx,
    jsxs,
    components: { ...text, ...parts(props) } as unknown as Components,
    ignoreInvalidStyle: true,
    passNode: true,
  });
}
