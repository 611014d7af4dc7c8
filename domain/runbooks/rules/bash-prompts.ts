import { type Command, hasFlag } from './bash-commands';
import type { Finding, Rule } from './rule';

export const PROMPT_RULES = {
  'bash/prompts': {
    explanation: 'Nobody can answer a question that a run asks; it waits until its time is over, or fails.',
    fix: 'Give the answer by option, file or environment, and forbid the question.',
    source: 'man pages of psql, mysql, ssh, openssl s_client, sudo',
  },
} satisfies Record<string, Rule>;

type Prompt = { when: (command: Command) => boolean; why: string; fix: string };

const hasOption = ({ args }: Command, pattern: RegExp) =>
  args.some((arg, index) => pattern.test(arg) || (arg === '-o' && pattern.test(args[index + 1] ?? '')));
const isInteractiveExec = (command: Command) => command.args.includes('exec') && hasFlag(command, '-t', '--tty');
const postgresTool: Prompt[] = [
  {
    when: (command) => hasFlag(command, '-W', '--password'),
    why: 'asks for a password',
    fix: 'Remove -W, and use -w with PGPASSFILE or a target’s credential.',
  },
];

const PROMPTS: Record<string, Prompt[]> = {
  psql: [
    ...postgresTool,
    {
      when: (command) => !command.hasInput && !hasFlag(command, '-c', '-f', '-l', '--command', '--file', '--list', '--version', '-V'),
      why: 'opens a prompt',
      fix: 'Use a block of the kind sql, or psql -w -c.',
    },
  ],
  pg_dump: postgresTool,
  pg_restore: postgresTool,
  pg_basebackup: postgresTool,
  createdb: postgresTool,
  mysql: [
    {
      when: (command) => command.args.some((arg) => arg === '-p' || arg === '--password'),
      why: 'asks for a password',
      fix: 'Use --defaults-extra-file.',
    },
  ],
  mysqldump: [
    {
      when: (command) => command.args.some((arg) => arg === '-p' || arg === '--password'),
      why: 'asks for a password',
      fix: 'Use --defaults-extra-file.',
    },
  ],
  openssl: [
    {
      when: (command) => command.args[0] === 's_client' && !command.hasInput,
      why: 'waits for what to send',
      fix: 'Add </dev/null, or use a block of the kind tls.',
    },
  ],
  ssh: [
    {
      when: (command) => !hasOption(command, /^-?o?BatchMode[= ]yes$/i),
      why: 'may ask for a password or about a host key',
      fix: 'Add -o BatchMode=yes.',
    },
  ],
  scp: [
    {
      when: (command) => !hasOption(command, /^-?o?BatchMode[= ]yes$/i) && !hasFlag(command, '-B'),
      why: 'may ask for a password or about a host key',
      fix: 'Add -B.',
    },
  ],
  read: [
    {
      when: (command) => !command.hasInput && !hasFlag(command, '-t', '-u') && !isFed(command),
      why: 'waits for somebody to type',
      fix: 'Make it an input of the runbook.',
    },
  ],
  sudo: [{ when: (command) => !command.args.includes('-n'), why: 'may ask for a password', fix: 'Add -n.' }],
  telnet: [{ when: (command) => !command.hasInput, why: 'waits for somebody to type', fix: 'Use a block of the kind tcp.' }],
  nc: [
    {
      when: (command) => !command.hasInput && !hasFlag(command, '-z'),
      why: 'waits for what to send',
      fix: 'Add -z, or use a block of the kind tcp.',
    },
  ],
  passwd: [{ when: () => true, why: 'asks for a password', fix: 'Use chpasswd with a file.' }],
  docker: [{ when: isInteractiveExec, why: 'wants a terminal', fix: 'Remove -t and -i.' }],
  kubectl: [{ when: isInteractiveExec, why: 'wants a terminal', fix: 'Remove -t and -i.' }],
  mongo: [
    {
      when: (command) => !command.hasInput && !hasFlag(command, '--eval'),
      why: 'opens a prompt',
      fix: 'Use mongosh --eval, or a block of the kind tcp.',
    },
  ],
  mongosh: [{ when: (command) => !command.hasInput && !hasFlag(command, '--eval'), why: 'opens a prompt', fix: 'Add --eval.' }],
  crontab: [{ when: (command) => hasFlag(command, '-e'), why: 'opens an editor', fix: 'Install a file.' }],
  visudo: [{ when: () => true, why: 'opens an editor', fix: 'Install a file, and check it with visudo -c.' }],
};

/** `while read …; do … done < file` reads what its loop is given. */
function isFed({ node }: Command): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (
      at.type === 'redirected_statement' &&
      /<\s*\S|<<</.test(
        at.children
          .slice(1)
          .map((child) => child?.text)
          .join(' '),
      )
    )
      return true;
    if (at.type === 'pipeline' && at.namedChildren[0] && at.namedChildren[0].endIndex < node.startIndex) return true;
    if (at.type === 'while_statement' && at.parent?.type === 'pipeline') return true;
  }
  return false;
}

/** Commands that ask, or wait for something on their standard input that never comes. */
export function findPrompts(commands: Command[]): Finding[] {
  return commands.flatMap((command) =>
    (Object.hasOwn(PROMPTS, command.name) ? (PROMPTS[command.name] ?? []) : [])
      .filter((prompt) => prompt.when(command))
      .map(
        (prompt): Finding => ({
          rule: 'bash/prompts',
          severity: 'error',
          line: command.line,
          message: `${command.name} ${prompt.why}; nobody is there to answer.`,
          fix: prompt.fix,
        }),
      ),
  );
}
