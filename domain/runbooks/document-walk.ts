import type { Code, Nodes, Parents } from 'mdast';
import { headingIds } from '@/lib/markdown/heading-ids';
import type { SourceProblem } from '@/lib/markdown/source-problem';
import { textOf } from '@/lib/markdown/text-of';
import type { ComponentName } from './components';
import type { Snippet } from './rules/snippet-rules';
import type { Block, Covered, Procedure, Section } from './schema';

/** A block as its component and fence say it, before names and references are settled. */
export type DraftBlock = Omit<Block, 'inputs' | 'contentHash' | 'bodyLine'> & { bodyLine: number };

export type DraftProcedure = Omit<Procedure, 'contentHash'>;

/** Somewhere, something named another by its id. */
export type Reference = { id: string; to: 'diagnostic' | 'remediation'; by: string; line: number; from?: string };

/** Everything that is gathered while a document is walked once, from its first line to its last. */
export type Walk = {
  problems: SourceProblem[];
  drafts: DraftBlock[];
  /** Ids of blocks that are written but cannot run; naming them is not a second mistake. */
  brokenIds: Set<string>;
  references: Reference[];
  sections: Section[];
  /** Code that is only read and copied. */
  snippets: Snippet[];
  /** Rows of the checklist that something in the document answers for. */
  covered: Covered[];
  ids: Map<string, number>;
  headingId: (title: string) => string;
  /** The components around the node, outermost first. */
  within: ComponentName[];
  procedures: DraftProcedure[];
  steps: number;
  lines: string[];
  /** What the drawn element of each block says of it, by id; whether it can run is known only at the end. */
  drawn: Map<string, Record<string, unknown>>;
  /** Where relative links begin. */
  slug: string;
};

export function startWalk(of: { title: string; summary: string; signatures: string[]; source: string; slug: string }): Walk {
  return {
    problems: [],
    drafts: [],
    brokenIds: new Set(),
    references: [],
    sections: [{ id: 'top', depth: 0, title: of.title, text: of.summary, signatures: [...of.signatures], line: 1 }],
    snippets: [],
    covered: [],
    ids: new Map(),
    headingId: headingIds(),
    within: [],
    procedures: [],
    steps: 0,
    lines: of.source.split('\n'),
    drawn: new Map(),
    slug: of.slug,
  };
}

export const lineOf = (node: Nodes): number => node.position?.start.line ?? 1;

export const error = (walk: Walk, problem: Omit<SourceProblem, 'severity'>) => void walk.problems.push({ severity: 'error', ...problem });

export function currentSection(walk: Walk): Section {
  return walk.sections.at(-1) as Section;
}

/** Keeps which rows of the checklist something answers for; without an id of its own, its section is where. */
export function noteCovers(walk: Walk, rows: readonly string[], of: { by: string; at?: string; line: number }): void {
  for (const row of rows) walk.covered.push({ row, by: of.by, at: of.at ?? currentSection(walk).id, line: of.line });
}

export function addText(walk: Walk, text: string): void {
  const section = currentSection(walk);
  const folded = text.replace(/\s+/g, ' ').trim();
  if (folded) section.text += (section.text ? ' ' : '') + folded;
}

/** Takes an id for its owner; false, with a problem, when another has it. */
export function takeId(walk: Walk, id: string, line: number): boolean {
  const first = walk.ids.get(id);
  if (first === undefined) {
    walk.ids.set(id, line);
    return true;
  }
  error(walk, {
    rule: 'component/duplicate-id',
    line,
    message: `The id ${id} is taken by line ${first}.`,
    fix: 'Give each block, procedure and step its own id.',
  });
  return false;
}

const childrenOf = (node: Nodes): Nodes[] => ('children' in node ? ((node as Parents).children as Nodes[]) : []);

export const fencesIn = (node: Nodes): Code[] => childrenOf(node).filter((child): child is Code => child.type === 'code');

/** The words of a <Signature> as they were written, so that a * stays a *. */
export function signatureText(walk: Walk, element: Nodes): string {
  const children = childrenOf(element);
  const [only] = children.length === 1 && children[0]?.type === 'paragraph' ? childrenOf(children[0]) : children;
  if (children.length === 1 && only && (only.type === 'inlineCode' || only.type === 'code')) return only.value.replace(/\s+/g, ' ').trim();
  const start = children[0]?.position?.start;
  const end = children.at(-1)?.position?.end;
  if (!start || !end) return '';
  const rows = walk.lines.slice(start.line - 1, end.line);
  const last = rows.length - 1;
  if (rows[last] !== undefined) rows[last] = rows[last].slice(0, end.column - 1);
  if (rows[0] !== undefined) rows[0] = rows[0].slice(start.column - 1);
  const raw = rows
    .join(' ')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
  return (raw.trim() ? raw : textOf(element)).replace(/`/g, '').replace(/\s+/g, ' ').trim();
}
