import type { Effect } from '@/prisma/generated/enums';
import type { Kind, Target } from '../../schema';

/** What a block needs to reach: an http origin, an endpoint, or a database of the service. */
export type Peer = { kind: Target['kind']; url?: string; endpoint?: string; called?: string };

/** What a command or statement is known to be. Its body still holds the marks of values. */
export type Recognised = { kind: Kind; body: string; effect: Effect; peer: Peer | null; why: string; ok?: string };

/** Why a command is left to be read. */
export type Unproven = { unproven: string };

export type Recogniser = (args: string[]) => Recognised | Unproven | Promise<Recognised | Unproven>;

export const unproven = (why: string): Unproven => ({ unproven: why });

/** Options told apart from arguments; null at an option that is in neither list. */
export function readOptions(
  args: string[],
  of: { flags: string; valued: string; long?: readonly string[]; longValued?: readonly string[] },
): { options: Map<string, string[]>; rest: string[] } | { unknown: string } {
  const options = new Map<string, string[]>();
  const rest: string[] = [];
  const add = (name: string, value: string) => void options.set(name, [...(options.get(name) ?? []), value]);
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const [, name = '', , value] = /^--([\w-]+)(=([\s\S]*))?$/.exec(arg) ?? [];
    if (name) {
      if (of.longValued?.includes(name)) add(name, value ?? args[++at] ?? '');
      else if (of.long?.includes(name) && value === undefined) add(name, '');
      else return { unknown: arg };
    } else if (/^-[^-]/.test(arg)) {
      for (let letter = 1; letter < arg.length; letter++) {
        const flag = arg[letter] ?? '';
        if (of.valued.includes(flag)) {
          add(flag, letter + 1 < arg.length ? arg.slice(letter + 1) : (args[++at] ?? ''));
          break;
        }
        if (!of.flags.includes(flag)) return { unknown: `-${flag}` };
        add(flag, '');
      }
    } else if (arg !== '--') rest.push(arg);
  }
  return { options, rest };
}
