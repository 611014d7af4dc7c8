import { type CelExpression, compileCel } from '@/lib/cel';
import { KIND_FORMATS } from '../kinds';
import type { Block } from '../schema';
import type { BlockCheck, Finding, Rule } from './rule';

export const CEL_RULES = {
  'cel/syntax': {
    explanation: 'A verdict that does not compile is no verdict.',
    fix: 'Correct the expression.',
    source: 'cel.dev, language definition',
  },
  'cel/unknown-name': {
    explanation: 'A verdict that reads what the kind does not give can never be decided.',
    fix: 'Use a name that the kind gives.',
    source: 'docs/kinds.md',
  },
} satisfies Record<string, Rule>;

/** Names of the language itself. */
const BUILT_IN = new Set(['int', 'uint', 'double', 'string', 'bool', 'bytes', 'list', 'map', 'type', 'null_type', 'timestamp', 'duration']);

function checkNames(block: Block, where: string, { names }: CelExpression): Finding[] {
  const { fields } = KIND_FORMATS[block.kind];
  const unknown = fields ? [...names].filter((name) => !fields.includes(name) && !BUILT_IN.has(name)) : [];
  return unknown.map((name) => ({
    rule: 'cel/unknown-name',
    severity: 'error',
    message: `${where}: ${block.kind} gives no ${name}.`,
    fix: `It gives ${fields?.join(', ')}.`,
  }));
}

/** Verdicts and exports compile, and read what there is. */
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
      ? checkNames(block, where, compiled.expression)
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
