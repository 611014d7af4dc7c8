import { type BashNode, readBash } from '@/lib/bash-syntax';
import { markPlaceholders } from './marks';
import { readPipe, type SimpleCommand } from './read-words';

/** One statement with the comments above it. Lines count from 1 within the text and include the comments. */
export type ShellStatement = {
  from: number;
  to: number;
  comment: string;
  /** The commands of its pipe when every word of it is known. */
  pipe: SimpleCommand[] | null;
  /** `NAME=value` with a value that is known. */
  assigns?: { name: string; value: string };
};

/** `script` holds loops, conditions, functions or aliases: its lines mean something only together. */
export type Shell = { statements: ShellStatement[]; script: boolean; broken: boolean };

const TOGETHER = new Set([
  'function_definition',
  'if_statement',
  'for_statement',
  'while_statement',
  'until_statement',
  'c_style_for_statement',
  'case_statement',
  'compound_statement',
  'subshell',
]);
const MOST_CHARACTERS = 64 * 1024;

const commentText = (node: BashNode) => node.text.replace(/^#+!?\s?/, '').trim();

function assignmentIn(node: BashNode): ShellStatement['assigns'] {
  const inner = node.type === 'declaration_command' ? node.namedChildren.find((child) => child?.type === 'variable_assignment') : node;
  const [, name = '', value = ''] =
    /^([A-Za-z_]\w*)=(?:"([^"$`\\]*)"|'([^']*)'|([^\s"'$`\\()]*))$/.exec(inner?.text ?? '')?.filter((part) => part !== undefined) ?? [];
  return (node.type === 'variable_assignment' || node.type === 'declaration_command') && name ? { name, value } : undefined;
}

/** The comment that stands directly above a statement, or the last one before it. */
function nearest(comments: { text: string; row: number }[], row: number): string {
  const group: string[] = [];
  let at = comments.at(-1)?.row === row - 1 ? row : (comments.at(-1)?.row ?? 0) + 1;
  for (const comment of comments.toReversed()) {
    if (comment.row !== at - 1) break;
    group.unshift(comment.text);
    at = comment.row;
  }
  return group.filter(Boolean).join(' ');
}

function statementsOf(root: BashNode): ShellStatement[] {
  const statements: ShellStatement[] = [];
  let comments: { text: string; row: number }[] = [];
  let after = 0;
  for (const node of root.namedChildren) {
    if (!node) continue;
    const row = node.startPosition.row + 1;
    const last = statements.at(-1);
    if (node.type === 'comment') {
      // On the line of a command it speaks of that command.
      if (last && last.to === row) last.comment ||= commentText(node);
      else comments.push({ text: commentText(node), row });
      continue;
    }
    const to = node.endPosition.column === 0 ? node.endPosition.row : node.endPosition.row + 1;
    if (last && row <= last.to) {
      Object.assign(last, { to: Math.max(to, last.to), pipe: null, assigns: undefined });
      continue;
    }
    const assigns = assignmentIn(node);
    const comment = nearest(comments, row);
    statements.push({ from: after + 1, to, comment, pipe: readPipe(node), ...(assigns ? { assigns } : {}) });
    comments = [];
    after = to;
  }
  return statements.map((statement, index) => ({ ...statement, from: index ? (statements[index - 1] as ShellStatement).to + 1 : 1 }));
}

/** Reads shell as people paste it: its statements, each with the comments above it. Never runs anything. */
export async function readShell(text: string): Promise<Shell> {
  if (text.length > MOST_CHARACTERS) return { statements: [], script: true, broken: false };
  return readBash(markPlaceholders(text), (root) => ({
    statements: statementsOf(root),
    script:
      /^#!/.test(text) || /^\s*(?:set -[a-z]*e|alias\s)/m.test(text) || root.namedChildren.some((node) => node && TOGETHER.has(node.type)),
    broken: root.hasError,
  }));
}
