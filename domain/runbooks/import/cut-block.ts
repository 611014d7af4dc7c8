import { snippetLanguage } from '../rules/snippet-languages';
import { splitStatements } from '../sql-params';
import { checkSql } from '../sql-reads';
import { recognisePromql } from './recognise/asked';
import { reasonForLanguage } from './recognise/reasons';
import { type Recognised, type Unproven, unproven } from './recognise/recognised';
import { RECOGNISERS, recognisePipe } from './recognise/recognisers';
import { recogniseSql } from './recognise/sql';
import { markPlaceholders } from './shell/marks';
import { readShell, type ShellStatement } from './shell/read-shell';
import { isTranscript, readTranscript } from './shell/transcript';

/** A piece of a code block before anything is decided: lines count from 1 within the block. */
export type Cut = {
  from: number;
  text: string;
  comment: string;
  /** The language that it is, whatever the fence says. */
  language: string;
  found: Recognised | Unproven;
  /** What it says of values by assigning them. */
  given: ReadonlyMap<string, string>;
};

const MOST_PIECES = 200;
const NOTHING: ReadonlyMap<string, string> = new Map();
const SCRIPT = 'It is a script: its lines mean something only together, and what they do is known only when they run.';

const linesOf = (text: string, from: number, to: number) =>
  text
    .split('\n')
    .slice(from - 1, to)
    .join('\n');
const whole = (text: string, language: string, why: string): Cut[] => [
  { from: 1, text, comment: '', language, found: unproven(why), given: NOTHING },
];

function valuesIn(statements: ShellStatement[]): Map<string, string> {
  return new Map(statements.flatMap(({ assigns }) => (assigns?.value ? [[assigns.name, assigns.value] as const] : [])));
}

async function cutShell(text: string): Promise<Cut[]> {
  const { statements, script, broken } = await readShell(text);
  if (script) return whole(text, 'bash', SCRIPT);
  if (broken) return whole(text, 'bash', 'bash does not understand it as it stands.');
  if (!statements.length || statements.length > MOST_PIECES)
    return whole(text, 'bash', statements.length ? SCRIPT : 'It holds comments only: something for people to do.');
  const given = valuesIn(statements);
  const cuts: Cut[] = [];
  for (const { from, to, comment, pipe, assigns } of statements) {
    const found = assigns ? unproven('It gives a value a name.') : await recognisePipe(pipe);
    cuts.push({ from, text: linesOf(text, from, to), comment, language: 'bash', found, given });
  }
  const rest = linesOf(text, (statements.at(-1)?.to ?? 0) + 1, Number.MAX_SAFE_INTEGER);
  if (rest.trim())
    cuts.push({
      from: (statements.at(-1)?.to ?? 0) + 1,
      text: rest,
      comment: '',
      language: 'bash',
      found: unproven('Something for people to do.'),
      given,
    });
  return cuts;
}

async function cutTranscript(text: string, isConsole: boolean): Promise<Cut[]> {
  const { before, exchanges } = readTranscript(text, isConsole);
  const output = (printed: string, from: number): Cut => ({
    from,
    text: printed,
    comment: '',
    language: 'text',
    found: unproven('What a command printed when the guide was written.'),
    given: NOTHING,
  });
  const isRemark = before.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
  const remark: Cut = { ...output(before, 1), language: 'bash', found: unproven('Something for people to do.') };
  const cuts: Cut[] = before.trim() ? [isRemark ? remark : output(before, 1)] : [];
  for (const { from, to, command, output: printed } of exchanges) {
    const [statement, ...more] = (await readShell(command)).statements;
    const found = statement && !more.length ? await recognisePipe(statement.pipe) : unproven(SCRIPT);
    cuts.push({ from, text: command, comment: '', language: 'bash', found, given: NOTHING });
    const length = printed.split('\n').length;
    if (printed.trim()) cuts.push(output(printed, to - length + 1));
  }
  return cuts;
}

const leadingComment = (text: string) =>
  text
    .split('\n')
    .slice(
      0,
      text.split('\n').findIndex((line) => line.trim() && !/^\s*--/.test(line)),
    )
    .map((line) => line.replace(/^\s*--+\s?/, '').trim())
    .filter(Boolean)
    .join(' ');

const withoutComments = (text: string) => text.replace(/^\s*(?:--[^\n]*(?:\n|$)\s*)*/, '');

async function cutSql(text: string): Promise<Cut[]> {
  const statements = splitStatements(text);
  if (!statements.length || statements.length > MOST_PIECES)
    return whole(text, 'sql', 'It holds no statement that can be told from the next.');
  const cuts: Cut[] = [];
  for (const [index, { text: statement, line }] of statements.entries()) {
    const body = withoutComments(statement).trim();
    const found = body ? await recogniseSql(markPlaceholders(body)) : unproven('It holds comments only: something for people to do.');
    const blank = /^\s*\n/.exec(statement)?.[0].split('\n').length ?? 1;
    const shown = index === 0 ? statement : statement.replace(/^[^\S\n]*\n/, '');
    cuts.push({
      from: line + (index === 0 ? 0 : Math.min(1, blank - 1)),
      text: shown,
      comment: leadingComment(statement),
      language: 'sql',
      found,
      given: NOTHING,
    });
  }
  return cuts;
}

/** `db=# SELECT …` and what it printed; a statement goes on while its prompt does. */
const SQL_PROMPT = /^\s*[\w-]+(?:[=(*!]?[=*!]?)(#|>)\s(.*)$/;
const SQL_MORE = /^\s*[\w-]+[-('"*]+[#>]\s?(.*)$/;
const isSqlTranscript = (text: string) => /^\s*[\w-]+=[*!]?[#>]\s/m.test(text);

async function cutSqlTranscript(text: string): Promise<Cut[]> {
  const cuts: Cut[] = [];
  const lines = text.split('\n');
  let printed = '';
  const output = (at: number) => {
    if (printed.trim())
      cuts.push({
        from: Math.max(1, at - printed.split('\n').length + 1),
        text: printed,
        comment: '',
        language: 'text',
        found: unproven('What a statement printed when the guide was written.'),
        given: NOTHING,
      });
    printed = '';
  };
  for (let at = 0; at < lines.length; at++) {
    const typed = SQL_PROMPT.exec(lines[at] ?? '')?.[2];
    if (typed === undefined) {
      printed += `${printed ? '\n' : ''}${lines[at]}`;
      continue;
    }
    output(at);
    const from = at + 1;
    let statement = typed;
    while (!/;\s*$/.test(statement) && SQL_MORE.test(lines[at + 1] ?? '')) statement += `\n${SQL_MORE.exec(lines[++at] ?? '')?.[1] ?? ''}`;
    const found = statement.startsWith('\\')
      ? unproven('A command of psql itself, which only psql knows.')
      : await recogniseSql(markPlaceholders(statement));
    cuts.push({ from, text: statement, comment: '', language: 'sql', found, given: NOTHING });
  }
  output(lines.length);
  return cuts.length ? cuts : whole(text, 'sql', 'It holds no statement.');
}

const SQL_BEGINS = /^\s*(?:--[^\n]*\n\s*)*(?:SELECT|WITH|UPDATE|DELETE FROM|INSERT INTO|ALTER|CREATE|SHOW|EXPLAIN|VACUUM|ANALYZE)\b/i;
const SHELL_BEGINS = /^\s*(?:#[^\n]*\n\s*)*(?:sudo\s+)?([\w./-]+)(?:\s|$)/;
const PROGRAMS = new Set([
  ...Object.keys(RECOGNISERS),
  'docker',
  'docker-compose',
  'redis-cli',
  'systemctl',
  'journalctl',
  'helm',
  'ssh',
  'knife',
  'gcloud',
  'aws',
  'export',
]);

/** What is not named is taken for a statement when it parses as one, and for commands when it begins with a program. */
async function cutUnnamed(text: string, written: string): Promise<Cut[]> {
  if (isTranscript(text)) return cutTranscript(text, true);
  if (isSqlTranscript(text)) return cutSqlTranscript(text);
  if (SQL_BEGINS.test(text)) {
    const [first] = splitStatements(text);
    if (first && (await checkSql(withoutComments(markPlaceholders(first.text)).replace(/;\s*$/, ''), 'mutating')).trees.length)
      return cutSql(text);
  }
  if (PROGRAMS.has(SHELL_BEGINS.exec(text)?.[1] ?? '')) return cutShell(text);
  return whole(text, written, reasonForLanguage(written));
}

/** Cuts a code block into what can be decided about one by one: commands, statements, and what stands between them. */
export async function cutBlock(written: string, text: string): Promise<Cut[]> {
  if (!text.trim()) return whole(text, written, 'It is empty.');
  switch (snippetLanguage(written)) {
    case 'shell':
      return isTranscript(text) ? cutTranscript(text, false) : cutShell(text);
    case 'console': {
      if (isTranscript(text) || readTranscript(text, true).exchanges.length) return cutTranscript(text, true);
      return whole(text, written, 'What a command printed, or a message of an application.');
    }
    case 'sql':
      return isSqlTranscript(text) ? cutSqlTranscript(text) : cutSql(text);
    case 'none':
      return cutUnnamed(text, written);
    case 'promql':
      return [{ ...(whole(text, written, '')[0] as Cut), found: recognisePromql(markPlaceholders(text)) }];
    default:
      return whole(text, written, reasonForLanguage(written));
  }
}
