import type { Nodes, Root } from 'mdast';
import { checkRunbook } from '../check-runbook';
import { parseRunbook } from '../parse-runbook';
import type { Problem, Target } from '../schema';
import { drawGuide } from './draw-guide';
import { withMark } from './import-mark';
import { type Guide, readGuide } from './read-guide';
import type { ImportedFile, Objection, WantedTarget } from './schema';
import { bodyOf, frontmatterOf, titleOf } from './write-runbook';
import { startWriting, type Writing } from './writing';

export type GuideToImport = {
  /** The name that people know it by; its ending says what it is written in. */
  source: string;
  bytes: Uint8Array;
  service: string;
  name: string;
  targets: ReadonlyMap<string, Target>;
  /** In place of what the guide says of itself. */
  title?: string | undefined;
  owner?: string;
  /** Ids of blocks that are to be read only, although they could be run. */
  toRead?: ReadonlySet<string>;
};

export type ImportedGuide = { mdx: string; file: Omit<ImportedFile, 'state'>; wanted: WantedTarget[]; owner: string };

const MOST_TRIES = 4;

type Draft = { writing: Writing; mdx: string; title: string };

const unreadFront = ({ unread }: Guide['front']): Nodes[] => (unread ? [{ type: 'code', lang: unread.language, value: unread.text }] : []);

async function draft(of: GuideToImport, guide: Guide, demoted: Writing['demoted'], carefully: boolean): Promise<Draft> {
  const writing = startWriting({ service: of.service, targets: of.targets, demoted, toRead: of.toRead ?? new Set() });
  const nodes = await drawGuide(writing, structuredClone(guide.tree));
  const title = of.title || titleOf(guide.front, nodes, of.name);
  const said = { ...guide.front, owner: of.owner || guide.front.owner };
  const front = frontmatterOf(writing, said, nodes, title);
  const body = bodyOf([...unreadFront(guide.front), ...nodes], carefully);
  return { writing, title, mdx: withMark(`${front}\n\n${body}\n`, of.source) };
}

const countCode = (node: Nodes | Root): number =>
  node.type === 'code' ? 1 : 'children' in node ? (node.children as Nodes[]).reduce((sum, child) => sum + countCode(child), 0) : 0;

/** What the doctor says of the runbook, and whether all that was in the guide is in it. */
async function examine(of: GuideToImport, { mdx, writing }: Draft): Promise<{ errors: Problem[]; isWhole: boolean }> {
  const source = { slug: `${of.service}/${of.name}`, file: `${of.name}.mdx`, syntax: 'mdx' as const, bytes: Buffer.from(mdx) };
  const { runbook, document } = parseRunbook(source);
  const problems = await checkRunbook(runbook, of.targets);
  // A first title that is the runbook's own is drawn once, above the page.
  const isWhole = runbook.sections.length >= writing.headings && countCode(document) >= writing.blocks.length;
  return { errors: problems.filter(({ severity }) => severity === 'error'), isWhole };
}

/** Blocks that an error names, each with what is said against it. */
function objectedTo(errors: Problem[], writing: Writing): Map<string, Objection> {
  const found = new Map<string, Objection>();
  for (const { message, rule, fix = '' } of errors) {
    const [, id = '', words = ''] = /^([a-z0-9][a-z0-9-]*): ([\s\S]*)$/.exec(message) ?? [];
    if (writing.ids.has(id)) found.set(id, { rule, line: 1, message: words, fix, severity: 'error' });
  }
  return found;
}

const refusedWhole = (): Objection => ({
  rule: 'block/empty',
  line: 1,
  message: 'The runbook could not be written with it as a block.',
  fix: 'Write the block by hand.',
  severity: 'error',
});

/**
 * Turns one guide into a runbook that the doctor has no error against, with an account of every code block. Nothing is
 * called a read that is not proven to be one. Never throws for what a guide holds; `refused` says why it is none.
 */
export async function importGuide(of: GuideToImport): Promise<ImportedGuide | { refused: string }> {
  const guide = readGuide(of.source, of.bytes);
  if ('refused' in guide) return guide;
  let demoted: Writing['demoted'] = new Map();
  let carefully = false;
  let done = await draft(of, guide, demoted, carefully);
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const { errors, isWhole } = await examine(of, done);
    if (!errors.length && isWhole) break;
    const objected = objectedTo(errors, done.writing);
    // What no block is named for is a matter of writing; if that was careful already, nothing of the guide is run.
    if (objected.size) demoted = new Map([...demoted, ...objected]);
    else if (carefully) demoted = new Map([...done.writing.ids].map((id) => [id, refusedWhole()]));
    carefully ||= !objected.size;
    done = await draft(of, guide, demoted, carefully);
  }
  const { writing, mdx, title } = done;
  const inBlocks = writing.blocks.flatMap(({ parts }) => parts.flatMap(({ objections }) => objections));
  const findings = [...guide.findings, ...writing.sentences, ...inBlocks].sort((a, b) => a.line - b.line);
  const file = { source: of.source, title, headings: writing.headings, blocks: writing.blocks, findings, notes: guide.notes };
  return { mdx, file, wanted: [...writing.wanted.values()], owner: guide.front.owner ?? '' };
}
