import { type BashNode, bashObjection, readBash } from '@/lib/bash-syntax';
import { commandsOf, everyNode } from './bash-commands';
import { ENDLESS_RULES, findEndless } from './bash-endless';
import { findInputs, INPUT_RULES } from './bash-inputs';
import { findPrompts, PROMPT_RULES } from './bash-prompts';
import { BASH_TRAP_RULES, findTraps } from './bash-traps';
import type { BlockCheck, Finding, Rule } from './rule';
import { findArguments } from './secrets';

export const BASH_RULES = {
  'bash/syntax': {
    explanation: 'bash cannot read the script.',
    fix: 'Correct the named line; bash -n FILE shows the same.',
    source: 'bash(1), -n',
  },
  'bash/pipe-hides-failure': {
    explanation: 'A pipe succeeds when its last command does, whatever became of the others.',
    fix: 'Begin the script with: set -o pipefail.',
    source: 'bash(1), Pipelines',
  },
  ...INPUT_RULES,
  ...ENDLESS_RULES,
  ...PROMPT_RULES,
  ...BASH_TRAP_RULES,
} satisfies Record<string, Rule>;

/** What takes the end of a pipe as an answer: that something was not found is no failure. */
const FILTERS = /^(?:echo|printf|cat)\b/;

function findPipes(root: BashNode, body: string): Finding[] {
  if (/^\s*(?:set|shopt)\s[^\n]*\bpipefail\b/m.test(body)) return [];
  const pipe = [...everyNode(root)].find((node) => node.type === 'pipeline' && !FILTERS.test(node.text));
  if (!pipe) return [];
  return [
    {
      rule: 'bash/pipe-hides-failure',
      severity: 'warning',
      line: pipe.startPosition.row + 1,
      message: 'When a command before the | fails, the block still passes.',
      fix: BASH_RULES['bash/pipe-hides-failure'].fix,
    },
  ];
}

const firstError = (root: BashNode) => [...everyNode(root)].find((node) => node.isError || node.isMissing);

/** The parser's grammar is not bash's own: where it objects, bash has the last word. */
async function findSyntax(body: string, errorLine: number | null): Promise<Finding[]> {
  if (errorLine === null) return [];
  const objection = await bashObjection(body);
  if (objection === null) return [];
  const { line, message } = objection === 'unknown' ? { line: errorLine, message: 'it is not complete, or a sign is too many' } : objection;
  // bash misses what is not closed only after the end.
  return [
    {
      rule: 'bash/syntax',
      severity: objection === 'unknown' ? 'warning' : 'error',
      line: Math.min(line, body.split('\n').length),
      message: `bash does not understand this: ${message}.`,
      fix: BASH_RULES['bash/syntax'].fix,
    },
  ];
}

/** The script parses, quotes its values, asks nothing, ends, and hands no secret to arguments. */
export const checkBash: BlockCheck = async ({ block }) => {
  if (block.kind !== 'bash') return [];
  const hasBound = block.forMs !== undefined || block.maxLines !== undefined;
  const { findings, errorLine } = await readBash(block.body, (root) => {
    const commands = commandsOf(root);
    const error = root.hasError ? (firstError(root) ?? root) : null;
    return {
      findings: [
        ...findInputs(root, commands, block),
        ...findEndless(root, commands, hasBound),
        ...findPrompts(commands),
        ...findTraps(commands, block.body),
        ...findArguments(commands),
        ...findPipes(root, block.body),
      ],
      errorLine: error ? error.startPosition.row + 1 : null,
    };
  });
  return [...(await findSyntax(block.body, errorLine)), ...findings];
};
