import { type Command, hasFlag } from './bash-commands';
import type { Finding, Rule } from './rule';

export const BASH_TRAP_RULES = {
  'trap/kubectl-until-time': {
    explanation: 'kubectl logs has --since and --since-time, but nothing to end at.',
    fix: 'Use --since-time, and cut the end with awk or grep.',
    source: 'kubectl 1.32: error: unknown flag: --until-time',
  },
  'trap/kubectl-namespace': {
    explanation: 'Without a namespace a change lands in whichever the context names.',
    fix: 'Add -n NAMESPACE.',
    source: 'Kubernetes documentation, Namespaces',
  },
  'trap/recovery-conf': {
    explanation: 'Since Postgres 12 the server refuses to start while recovery.conf is there.',
    fix: 'Create recovery.signal or standby.signal, and put the settings into postgresql.conf.',
    source: 'PostgreSQL 12 release notes',
  },
  'trap/base64url': {
    explanation: 'The parts of a JWT are base64url without padding; base64 -d stops at the first - or _.',
    fix: 'Translate with tr "_-" "/+" and pad, or decode with jq -R @base64d after it.',
    source: 'RFC 7515, 2',
  },
  'trap/mongo-shell': {
    explanation: 'The mongo shell left MongoDB with version 6.0.',
    fix: 'Use mongosh.',
    source: 'MongoDB 6.0 release notes',
  },
  'trap/relative-url': {
    explanation: 'curl needs a host; a path alone means something only inside an application.',
    fix: 'Give the whole address, or use a block of the kind http with a target.',
    source: 'curl(1)',
  },
  'trap/redis-hit-rate': {
    explanation: 'INFO stats counts keyspace_hits and keyspace_misses; it has no hit rate.',
    fix: 'Compute hits / (hits + misses).',
    source: 'Redis documentation, INFO',
  },
  'trap/missing-format-file': {
    explanation: 'The format file of curl -w @file must be on the machine that runs it.',
    fix: 'Use a block of the kind http, which splits the times by itself.',
    source: 'curl(1), --write-out',
  },
} satisfies Record<string, Rule>;

type TrapId = keyof typeof BASH_TRAP_RULES;
type Trap = { rule: TrapId; severity: 'error' | 'warning'; when: (command: Command) => boolean; message: string };

const CHANGING = new Set([
  'patch',
  'delete',
  'apply',
  'scale',
  'rollout',
  'edit',
  'set',
  'annotate',
  'label',
  'exec',
  'drain',
  'cordon',
  'uncordon',
  'restart',
]);
const CLUSTER_WIDE = new Set(['drain', 'cordon', 'uncordon']);
const verbOf = ({ args }: Command) => args.find((arg) => !arg.startsWith('-')) ?? '';
const isKubernetes = ({ name }: Command) => name === 'kubectl' || name === 'oc';

const TRAPS: Trap[] = [
  {
    rule: 'trap/kubectl-until-time',
    severity: 'error',
    when: (command) => isKubernetes(command) && hasFlag(command, '--until-time', '--until'),
    message: 'kubectl logs has no such flag.',
  },
  {
    rule: 'trap/kubectl-namespace',
    severity: 'warning',
    when: (command) =>
      isKubernetes(command) &&
      CHANGING.has(verbOf(command)) &&
      !CLUSTER_WIDE.has(verbOf(command)) &&
      !hasFlag(command, '-n', '--namespace', '-A', '--all-namespaces'),
    message: 'No namespace is named, so the context decides where this lands.',
  },
  {
    rule: 'trap/mongo-shell',
    severity: 'error',
    when: ({ name }) => name === 'mongo',
    message: 'The mongo shell is no longer part of MongoDB.',
  },
  {
    rule: 'trap/relative-url',
    severity: 'error',
    when: ({ name, args }) =>
      (name === 'curl' || name === 'wget') &&
      args.some((arg, index) => /^\/[\w-]/.test(arg) && !/^-(?:o|O|T|K|d|F|D|w|b|c|E|-\w.*)$|^--/.test(args[index - 1] ?? '')),
    message: 'The address has no host.',
  },
  {
    rule: 'trap/missing-format-file',
    severity: 'warning',
    when: ({ name, args }) =>
      name === 'curl' && args.some((arg, index) => arg.startsWith('@') && /^(?:-w|--write-out)$/.test(args[index - 1] ?? '')),
    message: 'The format file may not be there.',
  },
];

function textTraps(body: string): Finding[] {
  return body.split('\n').flatMap((text, index): Finding[] => {
    const bare = text.replace(/(?:^|\s)#.*$/, '');
    const found: [boolean, TrapId, string][] = [
      [/\brecovery\.conf\b/.test(bare), 'trap/recovery-conf', 'recovery.conf keeps Postgres 12 and later from starting.'],
      [
        /cut\s+-d\s*["']?\.["']?.*\|\s*base64\s+(?:-d|-D|--decode)\b/.test(bare) && !/\btr\b/.test(bare),
        'trap/base64url',
        'base64 -d does not read base64url.',
      ],
      [/\bredis-cli\b.*\binfo\b.*\bhit_?rate\b/i.test(bare), 'trap/redis-hit-rate', 'INFO has no line hit_rate.'],
    ];
    return found
      .filter(([is]) => is)
      .map(([, rule, message]) => ({ rule, severity: 'error', line: index + 1, message, fix: BASH_TRAP_RULES[rule].fix }));
  });
}

/** Commands that are in wide use and do not work as written. */
export function findTraps(commands: Command[], body: string): Finding[] {
  const found = commands.flatMap((command) =>
    TRAPS.filter((trap) => trap.when(command)).map(
      ({ rule, severity, message }): Finding => ({ rule, severity, line: command.line, message, fix: BASH_TRAP_RULES[rule].fix }),
    ),
  );
  return [...found, ...textTraps(body)];
}
