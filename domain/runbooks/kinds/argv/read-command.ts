import type { BodyProblem } from '../body-lines';

/** What a word may be; `such` is an example of it. */
export type Shape = { pattern: RegExp; such: string };
/** A flag; without `value` it stands alone. One that is `refused` says why. */
export type FlagShape = { short?: string; value?: Shape; many?: true; refused?: string };
export type VerbShape = {
  changes?: true;
  args: { least: number; most: number; shape: Shape };
  flags: Record<string, FlagShape>;
  /** What stands behind the arguments runs in the container. */
  runs?: true;
};
export type Command = { verb: string; args: string[]; flags: Record<string, string[]>; command: string[] };

const INPUT = /\{[a-z][a-z0-9_]*\}/;
const LONGEST_WORD = 16_384;

function flagOf(word: string, flags: Record<string, FlagShape>): { name: string; value?: string } | undefined {
  const [, long = '', given] = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
  if (long) return Object.hasOwn(flags, long) ? { name: long, value: given } : undefined;
  const name = Object.keys(flags).find((each) => flags[each]?.short === word[1]);
  if (!name || word.startsWith('--')) return;
  const rest = word.slice(2);
  if (flags[name]?.refused) return { name };
  // -n=oatie and -noatie are both understood by the programs themselves.
  return rest && !flags[name]?.value ? undefined : { name, value: rest ? rest.replace(/^=/, '') : undefined };
}

function takeFlag(command: Command, words: readonly string[], at: number, flags: Record<string, FlagShape>): number | BodyProblem {
  const word = words[at] ?? '';
  const found = flagOf(word, flags);
  const known = Object.keys(flags).filter((name) => !flags[name]?.refused);
  if (!found)
    return {
      problem: `${command.verb} has no ${word.replace(/=.*/s, '')} here; it takes ${known.map((name) => `--${name}`).join(', ') || 'no flags'}`,
    };
  const shape = flags[found.name] as FlagShape;
  if (shape.refused) return { problem: shape.refused };
  if (!shape.value && found.value !== undefined && !/^(?:true|false)$/.test(found.value))
    return { problem: `--${found.name} takes no value` };
  const own = shape.value && found.value === undefined;
  const value = own ? words[at + 1] : found.value;
  if (shape.value && !value) return { problem: `--${found.name} needs a value such as ${shape.value.such}` };
  const before = command.flags[found.name] ?? [];
  if (before.length && !shape.many) return { problem: `--${found.name} stands there twice` };
  if (value !== 'false' || shape.value) command.flags[found.name] = [...before, value ?? ''];
  return own ? at + 2 : at + 1;
}

/** Takes the words behind a verb apart. Values are looked at by `checkCommand`. */
export function readCommand(verb: string, words: readonly string[], shape: VerbShape): Command | BodyProblem {
  const command: Command = { verb, args: [], flags: {}, command: [] };
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (word === '--') {
      command.command = words.slice(at + 1);
      break;
    }
    if (shape.runs && command.args.length === shape.args.most && !word.startsWith('-')) {
      command.command = words.slice(at);
      break;
    }
    if (word.startsWith('-') && word.length > 1) {
      const next = takeFlag(command, words, at, shape.flags);
      if (typeof next !== 'number') return next;
      at = next;
    } else {
      command.args.push(word);
      at += 1;
    }
  }
  return checkCommand(command, shape) ?? command;
}

/** What is wrong with a word; one that still waits for an input is right so far. */
function wordProblem(what: string, word: string, { pattern, such }: Shape): BodyProblem | undefined {
  if (INPUT.test(word)) return;
  if (word.length > LONGEST_WORD) return { problem: `${what} is longer than ${LONGEST_WORD} characters` };
  return pattern.test(word) ? undefined : { problem: `${what} "${word.slice(0, 80)}" is not such as ${such}` };
}

/** Whether the words of a command are what its verb takes; asked again once its inputs are filled in. */
export function checkCommand(command: Command, shape: VerbShape): BodyProblem | undefined {
  const { verb, args, flags } = command;
  const { least, most } = shape.args;
  if (args.length < least)
    return { problem: `${verb} needs ${least === 1 ? 'a name' : `${least} names`}, such as ${shape.args.shape.such}` };
  if (args.length > most) return { problem: most === 0 ? `nothing stands behind ${verb}` : `${verb} takes at most ${most} names` };
  if (command.command.length && !shape.runs) return { problem: `${verb} runs nothing: leave out what stands behind --` };
  if (!command.command.length && shape.runs) return { problem: `${verb} needs a command, such as -- pg_isready` };
  for (const word of args) {
    const problem = wordProblem('the name', word, shape.args.shape);
    if (problem) return problem;
  }
  for (const [name, values] of Object.entries(flags)) {
    const taken = shape.flags[name]?.value;
    for (const value of taken ? values : []) {
      const problem = wordProblem(`--${name}`, value, taken as Shape);
      if (problem) return problem;
    }
  }
}

/** The one value of a flag. */
export const flagValue = (command: Command, name: string): string | undefined => command.flags[name]?.[0];
export const hasFlag = (command: Command, name: string): boolean => Object.hasOwn(command.flags, name);
