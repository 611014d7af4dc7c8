import { readBash } from '@/lib/bash-syntax';
import { checkSql } from '../sql-reads';
import { type Command, commandsOf } from './bash-commands';
import { findEndless } from './bash-endless';
import { findPrompts } from './bash-prompts';
import { findTraps } from './bash-traps';
import type { Finding, Rule } from './rule';
import { findArguments, findSecrets } from './secrets';
import { findSqlTraps } from './sql-rules';

export const SNIPPET_SHELL_RULES = {
  'shell/changes-what-matches': {
    explanation: 'What a pattern matches is known only when it is too late.',
    fix: 'List it first: ls -ld PATTERN.',
    source: 'bash(1), Pathname Expansion',
  },
  'shell/unverified-dump': {
    explanation: 'A redirection makes the file even when the dump fails, so that an empty one looks like a backup.',
    fix: 'Write it by option, and look into it: pg_dump -Fc -f FILE, then pg_restore --list FILE.',
    source: 'bash(1), Redirections; PostgreSQL documentation, pg_dump',
  },
} satisfies Record<string, Rule>;

/** Whoever types these knows that they ask. */
const ASKING_IS_EXPECTED = new Set(['sudo', 'ssh', 'scp', 'read', 'passwd', 'crontab', 'visudo']);
/** Flags whose value is a statement. */
const STATEMENT_FLAGS = new Set(['-c', '--command']);
const SQL_CLIENTS = new Set(['psql', 'gitlab-psql']);
const DUMPS = new Set(['pg_dump', 'pg_dumpall', 'mysqldump', 'mongodump']);
const CHANGES_FILES = new Set(['chmod', 'chown', 'rm', 'mv']);
const MOST_CHARACTERS = 64 * 1024;

/** `<pod-name>` would be read as two redirections: a word takes its place, of the same length. */
const withoutPlaceholders = (text: string): string =>
  text.replace(/<([A-Za-z][\w .:/-]{0,60}[\w.])>/g, (whole) => whole.replace(/[^\w.:/]/g, '_'));

/** The statements that a client of a database is given as an argument. */
function statementsIn({ name, args }: Pick<Command, 'name' | 'args'>): string[] {
  if (!SQL_CLIENTS.has(name)) return [];
  return args.flatMap((arg, index) => {
    if (STATEMENT_FLAGS.has(args[index - 1] ?? '')) return [arg];
    const [, inline = ''] = /^(?:--command=|-[A-Za-z]*c(?=["']?[A-Z]))(.+)$/s.exec(arg) ?? [];
    return inline ? [inline.replace(/^(["'])(.*)\1$/s, '$2')] : [];
  });
}

async function findInStatements(commands: Pick<Command, 'name' | 'args' | 'line'>[]): Promise<Finding[]> {
  const found = commands.flatMap((command) => statementsIn(command).map((text) => ({ text, line: command.line })));
  const checked = await Promise.all(
    found.map(async ({ text, line }) => {
      const { trees } = await checkSql(text, 'mutating');
      return trees.flatMap((tree) => findSqlTraps(tree, text)).map((finding) => ({ ...finding, line }));
    }),
  );
  return checked.flat();
}

function findPatterns(commands: Command[]): Finding[] {
  return commands
    .filter(({ name, args, node }) => CHANGES_FILES.has(name) && args.some((arg) => /[*?]/.test(arg) && node.text.includes(arg)))
    .map(({ name, line }) => ({
      rule: 'shell/changes-what-matches',
      severity: 'warning' as const,
      line,
      message: `${name} changes whatever the pattern matches.`,
      fix: SNIPPET_SHELL_RULES['shell/changes-what-matches'].fix,
    }));
}

function findDumps(commands: Command[]): Finding[] {
  return commands
    .filter(({ name, node }) => DUMPS.has(name) && node.parent?.type === 'redirected_statement' && />\s*[^&\s]/.test(node.parent.text))
    .map(({ name, line }) => ({
      rule: 'shell/unverified-dump',
      severity: 'warning' as const,
      line,
      message: `Nothing says whether ${name} wrote a whole file.`,
      fix: SNIPPET_SHELL_RULES['shell/unverified-dump'].fix,
    }));
}

/** What does not work as it is written in shell that people copy. Questions that they expect are no finding. */
export async function findInShell(written: string): Promise<Finding[]> {
  if (written.length > MOST_CHARACTERS) return [];
  const text = withoutPlaceholders(written);
  const { findings, commands } = await readBash(text, (root) => {
    const all = commandsOf(root);
    return {
      findings: [
        ...findEndless(root, all, false),
        ...findPrompts(all.filter(({ name }) => !ASKING_IS_EXPECTED.has(name))),
        ...findTraps(all, text),
        ...findArguments(all),
        ...findPatterns(all),
        ...findDumps(all),
      ],
      // Nothing of the tree may be kept.
      commands: all.map(({ name, args, line }) => ({ name, args, line })),
    };
  });
  return [...findings, ...findSecrets(text), ...(await findInStatements(commands))];
}
