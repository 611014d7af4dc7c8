import { compileCel } from '@/lib/cel';
import type { BlockCheck, Finding, Rule } from './rule';

export const CEL_RULES = {
  'cel/syntax': {
    explanation: 'A verdict that does not compile is no verdict.',
    fix: 'Correct the expression.',
    source: 'cel.dev, language definition',
  },
} satisfies Record<string, Rule>;

/** Verdicts and exports compile. */
export const checkCel: BlockCheck = ({ block }) => {
  const expressions: [string, string | undefined][] = [
    ['ok', block.ok],
    ['warn', block.warn],
    ['fail', block.fail],
    ...Object.entries(block.exports).map(([name, text]): [string, string] => [`exports ${name}`, text]),
  ];
  return expressions.flatMap(([where, text]): Finding[] => {
    if (text === undefined) return [];
    const compiled = compileCel(text);
    return compiled.ok
      ? []
      : [
          {
            rule: 'cel/syntax',
            severity: 'error',
            message: `${where}: ${compiled.message}.`.replace(/\.\.$/, '.'),
            fix: CEL_RULES['cel/syntax'].fix,
          },
        ];
  });
};
