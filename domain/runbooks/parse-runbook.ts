import type { Nodes, Root } from 'mdast';
import { readMarkdown, type Syntax } from '@/lib/markdown/read-markdown';
import { readSource } from '@/lib/markdown/read-source';
import type { SourceProblem } from '@/lib/markdown/source-problem';
import { textOf } from '@/lib/markdown/text-of';
import { fileHash } from './content-hash';
import { startWalk } from './document-walk';
import { type Frontmatter, readFrontmatter } from './read-frontmatter';
import type { Snippet } from './rules/snippet-rules';
import type { Covered, Runbook } from './schema';
import { settleBlocks } from './settle-blocks';
import { settleProcedures } from './settle-procedures';
import { walkDocument } from './walk-document';

/** A runbook without its drawing, which only its page needs. */
export type ParsedRunbook = Omit<Runbook, 'tree'> & {
  /** Code that is only read and copied. */
  snippets: Snippet[];
  covered: Covered[];
};
export type RunbookSource = { slug: string; file: string; syntax: Syntax; bytes: Uint8Array };

type Front = { frontmatter: Partial<Frontmatter>; problems: SourceProblem[] };

function frontOf(tree: Root, source: RunbookSource, broken: boolean): Front {
  const [first] = tree.children;
  if (first?.type === 'yaml') return readFrontmatter(first.value, (first.position?.start.line ?? 1) + 1);
  if (broken) return { frontmatter: {}, problems: [] };
  const severity = source.syntax === 'mdx' ? 'error' : 'warning';
  return {
    frontmatter: {},
    problems: [
      {
        rule: 'frontmatter/missing',
        severity,
        line: 1,
        message: 'The file has no frontmatter.',
        fix: 'Begin it with ---, title, summary, service and owner, and ---.',
      },
    ],
  };
}

/** YAML that never ends is not recognised as frontmatter; its first line gives it away. */
function unclosedFrontmatter(text: string, tree: Root): SourceProblem[] {
  if (!/^---[ \t]*(?:\n|$)/.test(text) || tree.children[0]?.type === 'yaml') return [];
  return [{ rule: 'frontmatter', severity: 'error', line: 1, message: 'The frontmatter has no end.', fix: 'Close it with a line of ---.' }];
}

const warning = (rule: string, message: string, fix: string): SourceProblem => ({ rule, severity: 'warning', line: 1, message, fix });

function checkPlace(front: Partial<Frontmatter>, service: string, syntax: Syntax): SourceProblem[] {
  const problems: SourceProblem[] = [];
  if (front.service && front.service !== service)
    problems.push({
      rule: 'frontmatter/service',
      severity: 'error',
      line: 1,
      message: `service says ${front.service}, but the file is in the folder ${service}.`,
      fix: 'Make them the same.',
    });
  if (syntax === 'md' || front.title === undefined) return problems;
  if (!front.summary)
    problems.push(warning('frontmatter/summary', 'The runbook has no summary.', 'Say in one line what is wrong when it is needed.'));
  if (!front.owner) problems.push(warning('frontmatter/owner', 'The runbook has no owner.', 'Name the team that keeps it right.'));
  return problems;
}

function firstHeading(tree: Root): string | undefined {
  const heading = tree.children.find((node) => node.type === 'heading');
  return heading && folded(textOf(heading)).slice(0, 200);
}

const isComment = (node: Nodes) => node.type === 'html' && /^<!--[\s\S]*-->\s*$/.test(node.value);
const SAYS_NOTHING = new Set([
  'yaml',
  'image',
  'imageReference',
  'definition',
  'break',
  'thematicBreak',
  'mdxFlowExpression',
  'mdxTextExpression',
]);

/** Whether there is anything to read in it: pictures, rules and comments stand above many a title. */
function saysSomething(node: Nodes): boolean {
  if (SAYS_NOTHING.has(node.type) || isComment(node)) return false;
  if (node.type === 'text') return node.value.trim() !== '';
  if (node.type === 'paragraph' || node.type === 'link' || node.type === 'linkReference') return node.children.some(saysSomething);
  return true;
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The page has its title already. */
function dropTitleHeading(tree: Root, title: string): void {
  const index = tree.children.findIndex(saysSomething);
  const first = tree.children[index];
  if (first?.type === 'heading' && first.depth === 1 && folded(textOf(first)) === folded(title)) tree.children.splice(index, 1);
}

const fromName = (name: string) => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('-', ' ');

const byLine = (a: SourceProblem, b: SourceProblem) => a.line - b.line;

/**
 * Reads a runbook file. Never evaluates anything and never throws: what is wrong is in `runbook.problems`, and a block that
 * has an error is not among `runbook.blocks`. `document` is the tree to draw.
 */
export function parseRunbook(source: RunbookSource): { runbook: ParsedRunbook; document: Root } {
  const [service = '', name = ''] = source.slug.split('/');
  const read = readSource(source.bytes);
  // What must not be trusted is read as plain Markdown, in which nothing can run.
  const { tree, problems, broken } = readMarkdown(read.text, read.refused ? 'md' : source.syntax);
  const unclosed = unclosedFrontmatter(read.text, tree);
  const front = unclosed.length ? { frontmatter: {}, problems: unclosed } : frontOf(tree, source, broken || read.refused);
  const { frontmatter } = front;
  const title = frontmatter.title || firstHeading(tree) || fromName(name);
  const summary = frontmatter.summary ?? '';
  dropTitleHeading(tree, title);
  const walk = startWalk({ title, summary, signatures: frontmatter.signatures ?? [], source: read.text, slug: source.slug });
  walkDocument(walk, tree);
  const inputs = frontmatter.inputs ?? [];
  const blocks = settleBlocks(walk, inputs);
  const procedures = settleProcedures(walk, blocks);
  const found = [...read.problems, ...problems, ...front.problems, ...checkPlace(frontmatter, service, source.syntax), ...walk.problems];
  const runbook: ParsedRunbook = {
    slug: source.slug,
    service,
    name,
    file: source.file,
    title,
    summary,
    ...(frontmatter.severity ? { severity: frontmatter.severity } : {}),
    owner: frontmatter.owner ?? '',
    tags: frontmatter.tags ?? [],
    ...(frontmatter.awaits?.length ? { awaits: frontmatter.awaits } : {}),
    signatures: frontmatter.signatures ?? [],
    alerts: frontmatter.alerts ?? [],
    inputs,
    blocks,
    procedures,
    sections: walk.sections,
    snippets: walk.snippets,
    covered: walk.covered,
    contentHash: fileHash(source.bytes),
    problems: found.sort(byLine).map((problem) => ({ file: source.file, ...problem })),
  };
  return { runbook, document: tree };
}
