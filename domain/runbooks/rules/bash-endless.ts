import type { BashNode } from '@/lib/bash-syntax';
import { type Command, everyNode, hasFlag } from './bash-commands';
import type { Finding, Rule } from './rule';

export const ENDLESS_RULES = {
  'bash/endless': {
    explanation: 'A command that never ends holds its run until the time limit, and its verdict never comes.',
    fix: 'Bound the block with for="10s" or lines="200", or the command itself.',
    source: 'man pages of tail, ping, vmstat, top, journalctl, kubectl',
  },
  'bash/full-screen': {
    explanation: 'A full-screen program needs a terminal, which a run does not have.',
    fix: 'Use a command that prints once, or the kind host.',
    source: 'man pages of htop, iftop, less',
  },
} satisfies Record<string, Rule>;

const interval = (count: number) => (command: Command) => command.args.filter((arg) => /^\d+$/.test(arg)).length === count;
const follows = (command: Command) => hasFlag(command, '-f', '--follow');

/** Commands that never end, and when. */
const ENDLESS: Record<string, (command: Command) => boolean> = {
  tail: (command) => hasFlag(command, '-f', '-F', '--follow') && !command.args.some((arg) => arg.startsWith('--pid')),
  watch: () => true,
  yes: () => true,
  ping: (command) => !hasFlag(command, '-c', '-w'),
  ping6: (command) => !hasFlag(command, '-c', '-w'),
  top: (command) => !hasFlag(command, '-n'),
  vmstat: interval(1),
  iostat: interval(1),
  mpstat: interval(1),
  sar: interval(1),
  dstat: (command) => command.args.filter((arg) => /^\d+$/.test(arg)).length < 2,
  journalctl: follows,
  tcpdump: (command) => !hasFlag(command, '-c'),
  kubectl: (command) =>
    (command.args.includes('logs') && follows(command)) || hasFlag(command, '-w', '--watch') || command.args.includes('port-forward'),
  oc: (command) => (command.args.includes('logs') && follows(command)) || hasFlag(command, '-w', '--watch'),
  docker: (command) =>
    (command.args.includes('logs') && follows(command)) ||
    (command.args[0] === 'stats' && !hasFlag(command, '--no-stream')) ||
    command.args[0] === 'events',
  'redis-cli': (command) => command.args.some((arg) => /^(?:monitor|--stat|--latency)$/i.test(arg)),
  dmesg: (command) => hasFlag(command, '-w', '--follow'),
};
const FULL_SCREEN = new Set(['htop', 'iftop', 'iotop', 'atop', 'nethogs', 'less', 'more', 'vi', 'vim', 'nano', 'man']);

function endlessLoops(root: BashNode): Finding[] {
  return [...everyNode(root)].flatMap((node): Finding[] => {
    if (node.type !== 'while_statement' || !/^(?:while\s+(?:true|:|\[ 1 \])|until\s+false)\s*[;\n]/.test(node.text)) return [];
    if (/\b(?:break|exit|return)\b/.test(node.text)) return [];
    return [
      {
        rule: 'bash/endless',
        severity: 'error',
        line: node.startPosition.row + 1,
        message: 'This loop never ends.',
        fix: 'Count its rounds, or bound the block with for="10s".',
      },
    ];
  });
}

/** Commands that would run for ever in a block that gives no bound. */
export function findEndless(root: BashNode, commands: Command[], hasBound: boolean): Finding[] {
  const screens = commands
    .filter(({ name, hasInput }) => FULL_SCREEN.has(name) && !hasInput)
    .map(
      ({ name, line }): Finding => ({
        rule: 'bash/full-screen',
        severity: 'error',
        line,
        message: `${name} needs a terminal.`,
        fix: ENDLESS_RULES['bash/full-screen'].fix,
      }),
    );
  if (hasBound) return screens;
  const endless = commands
    .filter((command) => !command.isBounded && Object.hasOwn(ENDLESS, command.name) && ENDLESS[command.name]?.(command))
    .map(
      ({ name, args, line }): Finding => ({
        rule: 'bash/endless',
        severity: 'error',
        line,
        message: `${[name, ...args].join(' ').slice(0, 60)} never ends.`,
        fix: ENDLESS_RULES['bash/endless'].fix,
      }),
    );
  return [...screens, ...endless, ...endlessLoops(root)];
}
