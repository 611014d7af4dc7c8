import type { Command } from './bash-commands';
import type { BlockCheck, Finding, Rule } from './rule';

export const SECRET_RULES = {
  'secret/in-text': {
    explanation: 'A runbook is kept in git and read by everyone.',
    fix: 'Make it an input of type secret, or a credential of the target, and change it.',
    source: 'CWE-798',
  },
  'secret/in-argv': {
    explanation: 'Everyone on the machine can read the arguments of a process.',
    fix: 'Hand it over by environment, file or standard input.',
    source: 'CWE-214; proc(5), /proc/PID/cmdline',
  },
} satisfies Record<string, Rule>;

/** Shapes of secrets that leave no doubt. */
const SHAPES: [RegExp, string][] = [
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b/, 'a GitHub token'],
  [/\bglpat-[\w-]{20,}\b/, 'a GitLab token'],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, 'a private key'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, 'a signed token'],
  [/\b[a-z][a-z0-9+]*:\/\/[^\s:/@$<{}]+:[^\s@/$<{}*]{3,}@/i, 'an address with a password'],
  [/\b(?:PGPASSWORD|MYSQL_PWD|REDISCLI_AUTH)=["']?[^\s"'$<]{3,}/, 'a password'],
  [/\bAuthorization:\s*(?:Bearer|Basic)\s+[A-Za-z0-9+/=._-]{16,}/i, 'an authorization header'],
];

/** Headers whose value is a secret, whoever invented them. */
export const SECRET_HEADER =
  /^(?:authorization|proxy-authorization|cookie|(?!idempotency)[\w-]*(?:token|secret|pass(?:word|wd)?|credentials?|(?:api|auth|access)[-_]?key))\s*:/i;
/** Parts of an address that are a secret. */
export const SECRET_PARAMETER = /[?&](?:[\w-]*(?:token|secret|passw(?:or)?d|api_?key)|pwd|sig|signature)=([^&#]+)/i;

/** What stands where a secret will be: nobody's password. */
const EXAMPLE = /^(?:pass(?:word|wd)?|pwd|secret|changeme|example|x{3,}|\.{3,}|\*+|your|my[_-]?|mysecret|token|test)/i;
const isExample = (found: string) => EXAMPLE.test(/(?:[:=]\s*["']?)([^:=@\s"']+)["']?@?$/.exec(found)?.[1] ?? '');

/** Secrets written into a text, by line. */
export const findSecrets = (body: string): Finding[] =>
  body.split('\n').flatMap((text, index): Finding[] => {
    const what = SHAPES.find(([shape]) => {
      const found = shape.exec(text)?.[0];
      return found !== undefined && !isExample(found);
    })?.[1];
    return what
      ? [
          {
            rule: 'secret/in-text',
            severity: 'error',
            line: index + 1,
            message: `The block holds ${what}.`,
            fix: SECRET_RULES['secret/in-text'].fix,
          },
        ]
      : [];
  });

/** Secrets written into a body, of whatever kind. */
export const checkSecrets: BlockCheck = ({ block }) => findSecrets(block.body);

const after = (args: string[], ...flags: string[]) => args.find((_, index) => flags.includes(args[index - 1] ?? ''));

/** command -> the argument that is a secret, if one is. */
const ARGUMENTS: Record<string, (args: string[]) => string | undefined> = {
  'redis-cli': (args) => after(args, '-a', '--pass'),
  mysql: (args) => args.find((arg) => /^-p\S+|^--password=\S/.test(arg)),
  mysqldump: (args) => args.find((arg) => /^-p\S+|^--password=\S/.test(arg)),
  sshpass: (args) => args.find((arg) => /^-p\S/.test(arg)) ?? after(args, '-p'),
  curl: (args) => after(args, '-u', '--user', '--proxy-user') ?? args.find((arg) => SECRET_HEADER.test(arg)),
  mongosh: (args) => after(args, '-p', '--password'),
  mongo: (args) => after(args, '-p', '--password'),
  sqlplus: (args) => args.find((arg) => /^[^/\s@-][^/\s@]*\/[^@\s]+@/.test(arg)),
  openssl: (args) => args.find((arg) => /^pass:/.test(arg)),
};

/** Secrets handed to a program as arguments. */
export function findArguments(commands: Command[]): Finding[] {
  return commands.flatMap(({ name, args, line }): Finding[] => {
    const secret = Object.hasOwn(ARGUMENTS, name) ? ARGUMENTS[name]?.(args) : undefined;
    if (secret === undefined) return [];
    const fixes: Record<string, string> = {
      'redis-cli': 'Set REDISCLI_AUTH.',
      curl: 'Use --config - with a here-document, or a block of the kind http.',
      mysql: 'Use --defaults-extra-file.',
      sshpass: 'Use keys; or sshpass -e.',
    };
    return [
      {
        rule: 'secret/in-argv',
        severity: 'error',
        line,
        message: `${name} gets a secret as an argument, which everyone on the machine can read.`,
        fix: fixes[name] ?? SECRET_RULES['secret/in-argv'].fix,
      },
    ];
  });
}
