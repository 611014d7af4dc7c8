import type { ParsedRunbook } from './parse-runbook';
import { BLOCK_CHECKS, RULES } from './rules/all-rules';
import { findUnlinked } from './rules/promrule-rules';
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

/** A misspelt row would look covered to its writer alone. Without a checklist, any is taken. */
const checkCovers = ({ file, covered }: Pick<ParsedRunbook, 'file' | 'covered'>, rows: ReadonlySet<string>): Problem[] =>
  covered
    .filter(({ row }) => !rows.has(row))
    .map(({ row, line }) => ({
      file,
      line,
      severity: 'error',
      rule: 'covers/unknown',
      message: `${row} is no row of checklist.yaml.`,
      fix: RULES['covers/unknown'].fix,
    }));

/**
 * Everything that can be said against a runbook without running it: its format, and for each block its target, verdicts,
 * statement, request or script; and of the code that is only copied, what does not work. `targets` null leaves targets out, and so does `rows` with
 * what `covers` may name.
 * Ordered by line; never throws for what a file holds.
 */
export async function checkRunbook(
  runbook: Pick<ParsedRunbook, 'file' | 'blocks' | 'problems' | 'awaits' | 'snippets' | 'covered'> & { alerts?: readonly string[] },
  targets: ReadonlyMap<string, Target> | null,
  rows: ReadonlySet<string> | null = null,
): Promise<Problem[]> {
  const { file, awaits } = runbook;
  const found = await Promise.all([
    ...runbook.blocks.map((block) => checkBlock(file, { block, targets, awaits })),
    ...runbook.snippets.map((snippet) => checkSnippet(file, snippet)),
  ]);
  const covers = rows ? checkCovers(runbook, rows) : [];
  const unlinked = findUnlinked(runbook.blocks, runbook.alerts ?? []).map(({ block, finding }) => problemOf(file, block, finding));
  return [...runbook.problems, ...covers, ...found.flat(), ...unlinked].sort((a, b) => a.line - b.line);
}
