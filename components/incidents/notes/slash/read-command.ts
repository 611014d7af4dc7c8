import type { Command, SlashFacts, Suggestion } from './command';
import { COMMAND_NAMES, COMMANDS, type CommandName, known } from './commands';

const MOST = 8;
const NAMED = /^\/([a-z]*)(?:\s+([\s\S]*))?$/i;

/** What a text in the note box asks for. "/name …" is a command; "//…" is a note that begins with "/"; the rest is a note. Pure. */
export function readCommand(text: string, facts: SlashFacts, now: Date): Command {
  const said = text.trim();
  if (!said.startsWith('/')) return { do: 'note', body: said, decision: false };
  if (said.startsWith('//')) return { do: 'note', body: said.slice(1), decision: false };
  const [, name = '', rest = ''] = NAMED.exec(said) ?? [];
  const command = known(name.toLowerCase());
  if (!command) return { do: 'refuse', why: noCommand(said.split(/\s/)[0] ?? '') };
  if (!facts.may[command.needs]) return { do: 'refuse', why: 'Your roles do not allow this. Ask an admin for the role responder.' };
  if (!command.usage && rest.trim()) return { do: 'refuse', why: `/${name} takes no words. Write it alone: what it needs is asked for.` };
  return command.read(rest.trim(), facts, now);
}

const noCommand = (said: string) =>
  `${said === '/' ? 'Say which command' : `There is no command ${said}`}: “/” lists them. A note that begins with “/” is written with “//”.`;

/** How a command that is being written can go on; nothing for a note. Pure. */
export function suggestions(text: string, facts: SlashFacts): Suggestion[] {
  const [, name, rest] = NAMED.exec(text) ?? [];
  if (name === undefined || text.startsWith('//')) return [];
  const named = name.toLowerCase();
  if (rest === undefined && !/\s$/.test(text))
    return COMMAND_NAMES.filter((one) => one.startsWith(named) && isOffered(one, facts)).map(commandLine);
  const ways = known(named)?.suggest?.(rest ?? '', facts) ?? [];
  return ways.slice(0, MOST).map((way) => ({ ...way, text: `/${named} ${way.text}` }));
}

function isOffered(name: CommandName, facts: SlashFacts): boolean {
  const command = known(name);
  return command !== undefined && facts.may[command.needs] && (command.when?.(facts) ?? true);
}

const commandLine = (name: CommandName): Suggestion => {
  const { usage, says } = COMMANDS[name];
  return { text: usage ? `/${name} ` : `/${name}`, label: usage ? `/${name} ${usage}` : `/${name}`, says };
};

/** How the command that is being written goes: "/task what @who due 15:00". */
export function usageOf(text: string): string | undefined {
  const name = /^\/([a-z]+)\s/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const command = known(name);
  return command && `/${name} ${command.usage}`.trim();
}
