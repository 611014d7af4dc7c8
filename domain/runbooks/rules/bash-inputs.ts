import type { BashNode } from '@/lib/bash-syntax';
import type { Block } from '../schema';
import { type Command, everyNode } from './bash-commands';
import type { Finding, Rule } from './rule';

export const INPUT_RULES = {
  'bash/unquoted-input': {
    explanation: 'An unquoted value is cut at its spaces, and its * and ? become names of files.',
    fix: 'Write it in double quotes: "$INPUT_NAME".',
    source: 'bash(1), Word Splitting; ShellCheck SC2086',
  },
  'bash/arithmetic-input': {
    explanation: 'Arithmetic evaluates its text: a value such as a[$(…)] would run a command.',
    fix: 'Give the input the type int.',
    source: 'bash(1), ARITHMETIC EVALUATION',
  },
  'bash/evaluated-input': {
    explanation: 'A value inside the text of another program becomes a part of that program.',
    fix: 'Hand it over as an argument, a variable or standard input of that program.',
    source: 'CWE-78, CWE-89',
  },
  'bash/eval': {
    explanation: 'eval runs text that no check has seen.',
    fix: 'Write the command itself; keep lists of arguments in an array.',
    source: 'ShellCheck SC2294',
  },
} satisfies Record<string, Rule>;

const nameOf = (node: BashNode) =>
  node.type === 'simple_expansion' || node.type === 'expansion'
    ? node.namedChildren.find((child) => child?.type === 'variable_name')?.text
    : undefined;

/** Where a value may stand bare: it is not split there. */
const SAFE_PARENTS = new Set([
  'string',
  'variable_assignment',
  'heredoc_body',
  'herestring_redirect',
  'arithmetic_expansion',
  'case_statement',
  'c_style_for_statement',
  'expansion',
  'translated_string',
]);

function isSplit(node: BashNode): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (SAFE_PARENTS.has(at.type)) return false;
    if (at.type === 'test_command') return at.text.startsWith('[') && !at.text.startsWith('[[');
    if (at.type === 'command' || at.type === 'for_statement' || at.type === 'array' || at.type === 'file_redirect') return true;
  }
  return false;
}

function isArithmetic(node: BashNode): boolean {
  for (let at: BashNode | null = node; at; at = at.parent) {
    if (at.type === 'arithmetic_expansion' || at.type === 'subscript') return true;
    if (at.type === 'test_command' && at.text.startsWith('((')) return true;
    if (at.type === 'command' || at.type === 'string') return false;
  }
  return false;
}

function findInValues(root: BashNode, block: Block): Finding[] {
  const ints = new Set(block.inputs.filter(({ type }) => type === 'int').map(({ name }) => `INPUT_${name.toUpperCase()}`));
  return [...everyNode(root)].flatMap((node): Finding[] => {
    const line = node.startPosition.row + 1;
    const arithmeticName = node.type === 'variable_name' ? node.text : nameOf(node);
    if (arithmeticName?.startsWith('INPUT_') && !ints.has(arithmeticName) && isArithmetic(node) && node.parent?.type !== 'simple_expansion')
      return [
        {
          rule: 'bash/arithmetic-input',
          severity: 'error',
          line,
          message: `${arithmeticName} is evaluated as arithmetic, which can run commands.`,
          fix: INPUT_RULES['bash/arithmetic-input'].fix,
        },
      ];
    const name = nameOf(node);
    // ${#X} is a number.
    if (!name?.startsWith('INPUT_') || node.text.startsWith('${#') || !isSplit(node)) return [];
    return [{ rule: 'bash/unquoted-input', severity: 'error', line, message: `${node.text} is not quoted.`, fix: `Write "${node.text}".` }];
  });
}

/** Programs, the option after which their text stands ('' for the first argument), and how a value is handed to them. */
const INTERPRETERS: Record<string, { options: string[]; severity: 'error' | 'warning'; fix: string }> = {
  psql: {
    options: ['-c', '--command'],
    severity: 'error',
    fix: 'Use a block of the kind sql with :name, or psql -v name="$INPUT_NAME" with :\'name\'.',
  },
  mysql: { options: ['-e', '--execute'], severity: 'error', fix: 'Use a prepared statement with a user variable.' },
  python: { options: ['-c'], severity: 'error', fix: 'Read it from os.environ in the program.' },
  python3: { options: ['-c'], severity: 'error', fix: 'Read it from os.environ in the program.' },
  perl: { options: ['-e', '-ne', '-pe'], severity: 'error', fix: 'Read it from %ENV in the program.' },
  ruby: { options: ['-e'], severity: 'error', fix: 'Read it from ENV in the program.' },
  node: { options: ['-e', '-p'], severity: 'error', fix: 'Read it from process.env in the program.' },
  jq: { options: [''], severity: 'warning', fix: 'Use jq --arg name "$INPUT_NAME".' },
  awk: { options: [''], severity: 'warning', fix: 'Use ENVIRON["INPUT_NAME"] in the program.' },
  sed: { options: ['', '-e'], severity: 'warning', fix: 'Use awk with ENVIRON, which takes no part of the value for a pattern.' },
};
for (const shell of ['sh', 'bash', 'dash', 'zsh', 'ksh'])
  INTERPRETERS[shell] = { options: ['-c', '-lc', '-ec'], severity: 'error', fix: `Write ${shell} -c '… "$1"' -- "$INPUT_NAME".` };

const INPUT = /\$\{?INPUT_\w+/;
const isCode = (arg: string) => INPUT.test(arg);

function programTexts({ name, args }: Command): string[] {
  const interpreter = Object.hasOwn(INTERPRETERS, name) ? INTERPRETERS[name] : undefined;
  return (interpreter?.options ?? []).flatMap((option) => {
    const at = option === '' ? args.findIndex((arg) => !arg.startsWith('-')) : args.indexOf(option) + 1;
    return (option === '' ? at >= 0 : at > 0) ? [args[at] ?? ''] : [];
  });
}

function isSingleQuoted(command: Command, text: string): boolean {
  return command.node.text.includes(`'${text}'`);
}

function findInPrograms(commands: Command[]): Finding[] {
  return commands.flatMap((command): Finding[] => {
    const { name, args, line } = command;
    if (name === 'eval') {
      const rule = args.some(isCode) ? 'bash/evaluated-input' : 'bash/eval';
      return [
        {
          rule,
          severity: rule === 'bash/eval' ? 'warning' : 'error',
          line,
          message: rule === 'bash/eval' ? 'eval runs text that no check has seen.' : 'eval would run what somebody typed.',
          fix: INPUT_RULES['bash/eval'].fix,
        },
      ];
    }
    const remote = name === 'ssh' ? args.slice(1).filter((arg) => /\s|;|\|/.test(arg)) : [];
    const texts = [...programTexts(command), ...remote].filter((text) => isCode(text) && !isSingleQuoted(command, text));
    if (!texts.length) return [];
    const { severity, fix } = INTERPRETERS[name] ?? { severity: 'error' as const, fix: 'Send it on standard input, and read it there.' };
    return [{ rule: 'bash/evaluated-input', severity, line, message: `A value becomes a part of the program that ${name} runs.`, fix }];
  });
}

/** Values that are split, evaluated, or written into the text of another program. */
export const findInputs = (root: BashNode, commands: Command[], block: Block): Finding[] => [
  ...findInValues(root, block),
  ...findInPrograms(commands),
];
