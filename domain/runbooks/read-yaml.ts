import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { SourceProblem } from '@/lib/markdown/source-problem';

type Document = ReturnType<typeof parseDocument>;

/** The line of the value at this path, or of the nearest one above it. */
function lineAt(document: Document, path: readonly PropertyKey[], lines: LineCounter, key?: string): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length ? document.getIn(path.slice(0, length), true) : document.contents;
    const wanted = key !== undefined && isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key)?.key : node;
    const range = (wanted as { range?: [number, number, number] | null } | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

const nameOf = (path: readonly PropertyKey[]) =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

function issueProblems(issue: z.core.$ZodIssue, document: Document, lines: LineCounter, rule: string): SourceProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      rule,
      severity: 'error',
      line: lineAt(document, issue.path, lines, key),
      message: `${nameOf([...issue.path, key])} is not known here.`,
      fix: 'Correct its spelling, or remove it.',
    }));
  return [
    { rule, severity: 'error', line: lineAt(document, issue.path, lines), message: `${nameOf(issue.path) || 'it'}: ${issue.message}.` },
  ];
}

/**
 * Reads YAML against a schema; every problem has its line, counted on from `firstLine`. `raw` is what stood there, for
 * what may still be shown of a text that does not fit. Never throws.
 */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  of: { rule: string; firstLine?: number },
): { value: T | null; raw: unknown; problems: SourceProblem[] } {
  const lines = new LineCounter();
  const offset = (of.firstLine ?? 1) - 1;
  const shift = (problems: SourceProblem[]) => problems.map((problem) => ({ ...problem, line: problem.line + offset }));
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [broken] = document.errors;
    if (broken) {
      const message = `The YAML cannot be read: ${broken.message.replace(/\s+/g, ' ')}.`;
      return {
        value: null,
        raw: null,
        problems: shift([
          {
            rule: of.rule,
            severity: 'error',
            line: lines.linePos(broken.pos[0]).line || 1,
            message,
            fix: 'Quote texts that hold : # { or [.',
          },
        ]),
      };
    }
    const raw: unknown = document.toJS({ maxAliasCount: 50 }) ?? {};
    const parsed = schema.safeParse(raw);
    if (parsed.success) return { value: parsed.data, raw, problems: [] };
    return { value: null, raw, problems: shift(parsed.error.issues.flatMap((issue) => issueProblems(issue, document, lines, of.rule))) };
  } catch (error) {
    return {
      value: null,
      raw: null,
      problems: shift([{ rule: of.rule, severity: 'error', line: 1, message: `The YAML cannot be read: ${(error as Error).message}.` }]),
    };
  }
}
