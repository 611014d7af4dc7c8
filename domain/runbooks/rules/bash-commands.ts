import type { BashNode } from '@/lib/bash-syntax';

/** One command of a script, as its words stand there. */
export type Command = {
  name: string;
  /** Arguments without quotes; what is only known at run time stays as it is written. */
  args: string[];
  line: number;
  /** It gets its input from a pipe, a file, a here-document or a here-string. */
  hasInput: boolean;
  /** Something after it in its pipe, or `timeout`, ends it. */
  isBounded: boolean;
  /** `NAME=value` before it. */
  assignments: string[];
  node: BashNode;
};

/** Prefixes that run the rest of the line as a command. */
const PREFIXES = new Set(['sudo', 'env', 'nice', 'nohup', 'time', 'command', 'exec', 'stdbuf', 'ionice', 'setsid']);

const unquote = (text: string) => (/^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text);

function pipelineOf(node: BashNode): BashNode | null {
  let at: BashNode | null = node.parent;
  while (at?.type === 'redirected_statement') at = at.parent;
  return at?.type === 'pipeline' ? at : null;
}

function partOf(pipeline: BashNode, node: BashNode): number {
  return pipeline.namedChildren.findIndex((part) => part && part.startIndex <= node.startIndex && part.endIndex >= node.endIndex);
}

function hasInput(node: BashNode): boolean {
  const pipeline = pipelineOf(node);
  if (pipeline && partOf(pipeline, node) > 0) return true;
  const redirects = [...node.children, ...(node.parent?.type === 'redirected_statement' ? node.parent.children : [])];
  return redirects.some(
    (child) => child && (/heredoc|herestring/.test(child.type) || (child.type === 'file_redirect' && /^\d*</.test(child.text))),
  );
}

function isBounded(node: BashNode): boolean {
  const pipeline = pipelineOf(node);
  if (!pipeline) return false;
  const after = pipeline.namedChildren.slice(partOf(pipeline, node) + 1);
  return after.some((part) => part && /^(?:head|sed -n \S*q|grep (?:\S+ )*-m)/.test(part.text));
}

/** `timeout 5 tail -f x` is tail, bounded; `sudo -n tail` is tail. */
function unwrap(words: string[]): { words: string[]; bounded: boolean; wrapped: string[] } {
  const wrapped: string[] = [];
  let bounded = false;
  let rest = words;
  while (rest.length > 1) {
    const [first = ''] = rest;
    if (first === 'timeout') {
      bounded = true;
      const from = rest.findIndex((word, index) => index > 0 && /^[\d.]+[smhd]?$|^["']?\$/.test(word));
      rest = rest.slice(from === -1 ? 1 : from + 1);
    } else if (PREFIXES.has(first)) {
      wrapped.push(first, ...rest.slice(1).filter((word) => first === 'sudo' && word === '-n'));
      const from = rest.findIndex(
        (word, index) => index > 0 && !/^-|^\w+=/.test(word) && !(first === 'sudo' && /^-[ugh]$/.test(rest[index - 1] ?? '')),
      );
      if (from === -1) return { words: rest, bounded, wrapped };
      rest = rest.slice(from);
    } else break;
  }
  return { words: rest, bounded, wrapped };
}

/** Words of a container's `exec` before its command, and its options that take a value. */
const EXECS = /^(?:docker|docker-compose|podman|kubectl|oc|nerdctl)$/;
const VALUED = new Set([
  '-n',
  '--namespace',
  '-c',
  '--container',
  '-u',
  '--user',
  '-w',
  '--workdir',
  '-e',
  '--env',
  '--context',
  '-f',
  '--file',
  '--index',
]);

/** The command that an `exec` runs inside a container. */
function inContainer([name = '', ...args]: string[]): string[] {
  if (!EXECS.test(name)) return [];
  const exec = args.indexOf('exec');
  if (exec === -1) return [];
  const dashes = args.indexOf('--', exec);
  if (dashes !== -1) return args.slice(dashes + 1);
  let at = exec + 1;
  while (at < args.length && args[at]?.startsWith('-')) at += VALUED.has(args[at] ?? '') ? 2 : 1;
  return args.slice(at + 1);
}

function readCommand(node: BashNode): Command[] {
  const parts = node.namedChildren.filter((child): child is BashNode => child !== null);
  const assignments = parts.filter((part) => part.type === 'variable_assignment').map((part) => part.text);
  const written = parts
    .filter((part) => part.type !== 'variable_assignment' && !/redirect|heredoc|herestring/.test(part.type))
    .map((part) => unquote(part.text));
  const { words, bounded, wrapped } = unwrap(written);
  const base = { line: node.startPosition.row + 1, hasInput: hasInput(node), isBounded: bounded || isBounded(node), assignments, node };
  const command = (name: string, args: string[]): Command => ({ name: name.split('/').at(-1) ?? name, args, ...base });
  const outer = wrapped[0] === 'sudo' ? [command('sudo', wrapped.slice(1))] : [];
  const [within, ...rest] = unwrap(inContainer(words)).words;
  const inner = within ? [command(within, rest)] : [];
  return words[0] ? [...outer, command(words[0], words.slice(1)), ...inner] : outer;
}

/** Every node of the tree, from the first to the last. */
export function* everyNode(root: BashNode): Generator<BashNode> {
  const stack: BashNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    for (let i = node.namedChildren.length - 1; i >= 0; i--) {
      const child = node.namedChildren[i];
      if (child) stack.push(child);
    }
  }
}

/** Every command of a script, also those inside substitutions, loops and functions. */
export function commandsOf(root: BashNode): Command[] {
  return [...everyNode(root)].flatMap((node) => (node.type === 'command' ? readCommand(node) : []));
}

/** Whether one of these flags is given: "-f" also within "-xf", "--follow" also as "--follow=x". */
export function hasFlag({ args }: Pick<Command, 'args'>, ...flags: string[]): boolean {
  return flags.some((flag) =>
    args.some((arg) =>
      /^-\w$/.test(flag)
        ? new RegExp(`^-[A-Za-z0-9]*${flag[1]}`).test(arg) && !arg.startsWith('--')
        : arg === flag || arg.startsWith(`${flag}=`),
    ),
  );
}
