import type { ParsedRunbook } from './parse-runbook';
import { BLOCK_CHECKS, RULES } from './rules/all-rules';
import type { BlockCheck, Finding } from './rules/rule';
import type { Block, Problem, Target } from './schema';

function problemOf(file: string, block: Block, { line, rule, severity, message, fix }: Finding): Problem {
  const at = line === undefined ? block.line : (block.bodyLine ?? block.line + 1) + line - 1;
  const known = (RULES as Record<string, { fix: string }>)[rule]?.fix;
  return { file, line: at, severity, rule, message: `${block.id}: ${message}`, ...(fix || known ? { fix: fix ?? known } : {}) };
}

async function checkBlock(file: string, block: Block, targets: ReadonlyMap<string, Target> | null): Promise<Problem[]> {
  const checks: BlockCheck[] = Object.values(BLOCK_CHECKS);
  const findings = await Promise.all(checks.map((check) => check({ block, targets })));
  return findings.flat().map((finding) => problemOf(file, block, finding));
}

/**
 * Everything that can be said against a runbook without running it: its format, and for each block its target, verdicts,
 * statement, request or script. `targets` null leaves targets out. Ordered by line; never throws for what a file holds.
 */
export async function checkRunbook(
  runbook: Pick<ParsedRunbook, 'file' | 'blocks' | 'problems'>,
  targets: ReadonlyMap<string, Target> | null,
): Promise<Problem[]> {
  const found = await Promise.all(runbook.blocks.map((block) => checkBlock(runbook.file, block, targets)));
  return [...runbook.problems, ...found.flat()].sort((a, b) => a.line - b.line);
}
