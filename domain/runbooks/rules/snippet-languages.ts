export type SnippetLanguage = 'shell' | 'console' | 'sql' | 'python' | 'json' | 'yaml' | 'dockerfile' | 'promql' | 'other' | 'none';

const LANGUAGES: Record<string, SnippetLanguage> = {
  bash: 'shell',
  sh: 'shell',
  shell: 'shell',
  zsh: 'shell',
  ksh: 'shell',
  'shell-script': 'shell',
  'sh-session': 'console',
  'shell-session': 'console',
  shellsession: 'console',
  console: 'console',
  terminal: 'console',
  bash_session: 'console',
  sql: 'sql',
  psql: 'sql',
  pgsql: 'sql',
  postgres: 'sql',
  postgresql: 'sql',
  'postgresql-console': 'sql',
  python: 'python',
  py: 'python',
  python3: 'python',
  pycon: 'python',
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  dockerfile: 'dockerfile',
  docker: 'dockerfile',
  promql: 'promql',
  prometheus: 'promql',
};

/** What the word after a fence's signs means; `none` when there is no word. */
export function snippetLanguage(written: string | null | undefined): SnippetLanguage {
  const word = (written ?? '')
    .toLowerCase()
    .replace(/^[{.\s]+|[}\s,:].*$/g, '')
    .replace(/^language-/, '');
  if (!word || word === 'text' || word === 'plaintext' || word === 'txt' || word === 'plain' || word === 'none') return 'none';
  return LANGUAGES[word] ?? 'other';
}
