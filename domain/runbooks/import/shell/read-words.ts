import type { BashNode } from '@/lib/bash-syntax';
import { markVariable } from './marks';

/** One command whose every word is known, apart from marks for values. */
export type SimpleCommand = { words: string[]; assignments: string[] };

/** What a redirection may do and still change nothing: join streams, or throw output away. */
const HARMLESS_REDIRECT = /^(?:\d?>&\d|\d?&?>>?\s*\/dev\/null|<\s*\/dev\/null)$/;

const named = (node: BashNode): BashNode[] => node.namedChildren.filter((child): child is BashNode => child !== null);

function expansion(node: BashNode): string | null {
  const [, name] = /^\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))$/.exec(node.text)?.filter((part) => part !== undefined) ?? [];
  return name ? markVariable(name) : null;
}

function joined(nodes: BashNode[]): string | null {
  const parts = nodes.map(wordOf);
  return parts.includes(null) ? null : parts.join('');
}

/** Double quotes: what stands between the parts belongs to the word too. */
function quoted(node: BashNode): string | null {
  let out = '';
  let at = node.startIndex + 1;
  const source = node.text;
  const plain = (to: number) => source.slice(at - node.startIndex, to - node.startIndex).replace(/\\([$`"\\\n])/g, '$1');
  for (const child of named(node)) {
    if (child.type === 'string_content') continue;
    const value = expansion(child);
    if (value === null) return null;
    out += plain(child.startIndex) + value;
    at = child.endIndex;
  }
  return out + plain(node.endIndex - 1);
}

/** A word as the program would get it, values marked; null when only the shell itself could say. */
function wordOf(node: BashNode): string | null {
  switch (node.type) {
    case 'command_name':
      return joined(named(node));
    case 'word':
    case 'number':
      // A pattern is no word: what it becomes depends on the files there.
      return /(?<!\\)[*?~]|^\[/.test(node.text) && !/^(?:https?:|-|[a-z]+=)/.test(node.text)
        ? null
        : node.text.replace(/\\\n/g, '').replace(/\\(.)/g, '$1');
    case 'raw_string':
      return node.text.slice(1, -1);
    case 'string':
      return quoted(node);
    case 'simple_expansion':
    case 'expansion':
      return expansion(node);
    case 'concatenation':
      return joined(node.namedChildren.filter((child): child is BashNode => child !== null));
    default:
      return null;
  }
}

/** The words of a `command` node; null when one of them, or a redirection, is more than a word. */
function readCommand(node: BashNode): SimpleCommand | null {
  const command: SimpleCommand = { words: [], assignments: [] };
  for (const child of named(node)) {
    if (child.type === 'variable_assignment') command.assignments.push(child.text);
    else if (child.type === 'file_redirect') {
      if (!HARMLESS_REDIRECT.test(child.text)) return null;
    } else {
      const word = wordOf(child);
      if (word === null) return null;
      command.words.push(word);
    }
  }
  return command.words.length ? command : null;
}

/** The commands of a pipe, or of one command alone; null when anything in it is more than a command. */
export function readPipe(node: BashNode): SimpleCommand[] | null {
  if (node.type === 'command') {
    const command = readCommand(node);
    return command && [command];
  }
  if (node.type === 'redirected_statement') {
    const [inner, ...redirects] = named(node);
    return inner && redirects.every((redirect) => HARMLESS_REDIRECT.test(redirect.text)) ? readPipe(inner) : null;
  }
  if (node.type !== 'pipeline' || /\|&/.test(node.text)) return null;
  const commands = named(node).map(readPipe);
  return commands.includes(null) ? null : commands.flatMap((each) => each ?? []);
}
