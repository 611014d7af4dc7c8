import { RULES } from './all-rules';
import type { Rule } from './rule';

const HEAD = `# The doctor

What \`npm run cli -- runbooks check\` and the import look for. Each finding names its rule; a rule says why it is one, what to do instead, and
where that is known from. This page is made from the rules; a test keeps it so.
`;

const rules = (): [string, Rule][] => Object.entries(RULES);
const groupOf = (id: string) => (id.includes('/') ? (id.split('/')[0] ?? '') : id);
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '\\<').replaceAll('{', '\\{');

/** Every rule as a page of Markdown, in groups by the first word of its id. */
export function rulesPage(): string {
  const groups = [...new Set(rules().map(([id]) => groupOf(id)))].sort();
  const tables = groups.map((group) => {
    const rows = rules()
      .filter(([id]) => groupOf(id) === group)
      .map(([id, { explanation, fix, source }]) => `| \`${id}\` | ${cell(explanation)} | ${cell(fix)} | ${cell(source)} |`);
    return [`## ${group}`, '', '| rule | why | instead | known from |', '|---|---|---|---|', ...rows, ''].join('\n');
  });
  return [HEAD, ...tables].join('\n');
}

/** Every rule as lines for a terminal. */
export const rulesText = (): string =>
  rules()
    .map(([id, { explanation, fix, source }]) => `${id}\n    ${explanation}\n    ${fix}\n    (${source})`)
    .join('\n');
