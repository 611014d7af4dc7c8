import type { ParsedRunbook } from './parse-runbook';
import { BLOCK_CHECKS, RULES } from './rules/all-rules';
import type { BlockCheck, BlockInQuestion, Finding } from './rules/rule';
import { findInSnippet, type Snippet } from './rules/snippet-rules';
import type { Block, Problem, Target } from './schema';

function problemOf(file: string, block: Block, { line, rule, severity, message, fix }: Finding): Problem {
  const at = line === undefined ? block.line : (block.bodyLine ?? block.line + 1) + line - 1;
  const known = (RULES as Record<string, { fix: string }>)[rule]?.fix;
  return { file, line: at, severity, rule, message: `${block.id}: ${message}`, ...(fix || known ? { fix: fix ?? known } : {}) };
}

async function checkBlock(file: string, of: BlockInQuestion): Promise<Problem[]> {
  const checks: BlockCheck[] = Object.values(BLOCK_CHECKS);
  const findings = await Promise.all(checks.map((check) => check(of)));
  return findings.flat().map((finding) => problemOf(file, of.block, finding));
}

/** Nothing of it runs, so nothing in it is an error; but it is what people copy at night. */
async function checkSnippet(file: string, snippet: Snippet): Promise<Problem[]> {
  const findings = await findInSnippet(snippet);
  return findings.map(({ rule, message, fix, line = 1 }) => ({
    file,
    line: snippet.line + line,
    severity: 'warning',
    rule,
    message: `Code to copy: ${message}`,
    ...(fix ? { fix } : {}),
  }));
}

/**
 * Everything that can be said against a runbook without running it: its format, and for each block its target, verdicts,
 * statement, request or script; and of the code that is only copied, what does not work. `targets` null leaves targets out.
 * Ordered by line; never throws for what a file holds.
 */
export async function checkRunbook(
  runbook: Pick<ParsedRunbook, 'file' | 'blocks' | 'problems' | 'awaits' | 'snippets'>,
  targets: ReadonlyMap<string, Target> | null,
): Promise<Problem[]> {
  const { file, awaits } = runbook;
  const found = await Promise.all([
    ...runbook.blocks.map((block) => checkBlock(file, { block, targets, awaits })),
    ...runbook.snippets.map((snippet) => checkSnippet(file, snippet)),
  ]);
  return [...runbook.problems, ...found.flat()].sort((a, b) => a.line - b.line);
}
