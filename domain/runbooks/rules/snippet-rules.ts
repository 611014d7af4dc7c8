import type { Finding, Rule } from './rule';
import { findSecrets } from './secrets';
import { type SnippetLanguage, snippetLanguage } from './snippet-languages';
import { findInShell, SNIPPET_SHELL_RULES } from './snippet-shell';
import { findInSql, SNIPPET_SQL_RULES } from './snippet-sql';
import { findInDockerfile, findInJson, findInPython, findInYaml, SNIPPET_TEXT_RULES } from './snippet-text';

export const SNIPPET_RULES = { ...SNIPPET_SHELL_RULES, ...SNIPPET_SQL_RULES, ...SNIPPET_TEXT_RULES } satisfies Record<string, Rule>;

/** The commands of a transcript, each on its line; what they printed is left empty. */
const typed = (body: string) =>
  body
    .split('\n')
    .map((line) => /^\s*(?:[\w.@~-]+(?:[:\s][\w/.~-]*)?)?[$%]\s+(.*)$/.exec(line)?.[1] ?? '')
    .join('\n');

const CHECKS: Record<SnippetLanguage, (body: string) => Finding[] | Promise<Finding[]>> = {
  shell: (body) => (/^\s*\$ /m.test(body) ? findInShell(typed(body)) : findInShell(body)),
  console: (body) => findInShell(typed(body)),
  sql: findInSql,
  python: findInPython,
  json: findInJson,
  yaml: findInYaml,
  dockerfile: findInDockerfile,
  promql: findSecrets,
  other: findSecrets,
  none: findSecrets,
};

/** Code that is only read and copied: its language as it is written, its text, and the line before its first. */
export type Snippet = { language: string; body: string; line: number };

/** What does not work as it is written in code that people copy, by line within it. */
export async function findInSnippet({ language, body }: Pick<Snippet, 'language' | 'body'>): Promise<Finding[]> {
  return CHECKS[snippetLanguage(language)](body);
}
