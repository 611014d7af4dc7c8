import type { Nodes, Paragraph, Parents, Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { SourceProblem } from './source-problem';

export type Syntax = 'md' | 'mdx';

const markdown = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkGfm).freeze();
const mdx = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkGfm).use(remarkMdx).freeze();

const MAX_DEPTH = 120;

export type ReadMarkdown = {
  tree: Root;
  problems: SourceProblem[];
  /** It could not be read as MDX: the tree is that of plain Markdown, so that the text can still be shown. */
  broken: boolean;
};

const FIXES: [RegExp, string][] = [
  [/Unexpected character `!`/, 'Write a comment as {/* … */}; <!-- --> is not MDX.'],
  [/acorn|expression/i, 'To show a brace, write \\{ or put the text into `backticks`.'],
  [
    /closing (tag|slash)|end-tag|Expected a closing/i,
    'Close the component on a line of its own, and keep a blank line around Markdown inside it.',
  ],
  [/Unexpected character|before name|in name/, 'To show a "<", write &lt; or put the text into `backticks`.'],
];

function syntaxProblem(error: unknown): SourceProblem {
  const { reason, line, place } = error as { reason?: string; line?: number; place?: { line?: number; start?: { line: number } } };
  const message = (reason ?? (error instanceof Error ? error.message : String(error))).replace(/\s+/g, ' ').slice(0, 300);
  const fix = FIXES.find(([pattern]) => pattern.test(message))?.[1] ?? 'Look at this line and the one before it.';
  // For a component that is never closed, only the message knows where it began.
  const written = Number(/\((\d+):\d+-\d+:\d+\)/.exec(message)?.[1] ?? 1);
  return {
    rule: 'mdx/syntax',
    severity: 'error',
    line: line ?? place?.line ?? place?.start?.line ?? written,
    message: `The MDX cannot be read: ${message}.`.replace(/\.\.$/, '.'),
    fix,
  };
}

/** Depth without recursion, for a tree that may be deeper than the stack. */
function isDeeperThan(tree: Root, limit: number): boolean {
  let level: Nodes[] = [tree];
  for (let depth = 0; level.length; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((node) => ('children' in node ? (node.children as Nodes[]) : []));
  }
  return false;
}

const isJsxText = (node: Nodes) => node.type === 'mdxJsxTextElement' || node.type === 'mdxTextExpression';
const isBlank = (node: Nodes) => node.type === 'text' && !node.value.trim();

/** A component alone in its paragraph stands for a block: `<Trap>…</Trap>` on one line means the same as on three. */
function lift(paragraph: Paragraph): Nodes[] | null {
  const children = paragraph.children as Nodes[];
  if (!children.some((node) => node.type === 'mdxJsxTextElement') || !children.every((node) => isJsxText(node) || isBlank(node)))
    return null;
  return children
    .filter(isJsxText)
    .map((node) => ({ ...node, type: node.type === 'mdxJsxTextElement' ? 'mdxJsxFlowElement' : 'mdxFlowExpression' }) as Nodes);
}

function unravel(parent: Parents): void {
  const children = parent.children as Nodes[];
  for (let i = children.length - 1; i >= 0; i--) {
    const node = children[i] as Nodes;
    const lifted = node.type === 'paragraph' ? lift(node) : null;
    if (lifted) children.splice(i, 1, ...lifted);
    for (const child of lifted ?? [node]) if ('children' in child) unravel(child as Parents);
  }
}

function plainText(source: string): Root {
  return { type: 'root', children: [{ type: 'code', lang: null, value: source }] };
}

function readOrPlain(source: string): Root {
  try {
    const tree = markdown.parse(source);
    return isDeeperThan(tree, MAX_DEPTH) ? plainText(source) : tree;
  } catch {
    return plainText(source);
  }
}

/** Parses Markdown, or MDX, to a tree. Nothing is evaluated and nothing is thrown: an unreadable text becomes a problem with its line. */
export function readMarkdown(source: string, syntax: Syntax): ReadMarkdown {
  try {
    const tree = (syntax === 'mdx' ? mdx : markdown).parse(source);
    if (isDeeperThan(tree, MAX_DEPTH))
      return {
        tree: plainText(source),
        problems: [
          {
            rule: 'file/nesting',
            severity: 'error',
            line: 1,
            message: 'The document is nested too deeply to be drawn.',
            fix: 'Flatten it.',
          },
        ],
        broken: true,
      };
    if (syntax === 'mdx') unravel(tree);
    return { tree, problems: [], broken: false };
  } catch (error) {
    return { tree: readOrPlain(source), problems: [syntaxProblem(error)], broken: true };
  }
}
