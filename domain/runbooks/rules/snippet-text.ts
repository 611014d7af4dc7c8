import { checkSql } from '../sql-reads';
import type { Finding, Rule } from './rule';
import { findSecrets } from './secrets';
import { findSqlTraps } from './sql-rules';

export const SNIPPET_TEXT_RULES = {
  'code/mixed-languages': {
    explanation: 'A line of another language makes the whole piece fail when it is copied.',
    fix: 'Give each language its own fence.',
    source: 'CommonMark 0.31, 4.5',
  },
  'code/sql-of-text': {
    explanation: 'A statement put together from text takes a part of a value for a part of itself.',
    fix: 'Bind values as parameters; choose names from a list.',
    source: 'CWE-89',
  },
  'code/secret-in-source': {
    explanation: 'A key that stands in the code is known to everyone who reads it.',
    fix: 'Take it from the environment or a secret store.',
    source: 'CWE-798',
  },
  'code/logs-secrets': {
    explanation: 'Headers and bodies carry tokens and passwords; what is logged is kept and read.',
    fix: 'Log names of headers, and drop Authorization, Cookie and bodies.',
    source: 'CWE-532',
  },
  'code/number-as-text': {
    explanation: 'A counter that is set to a text no longer counts.',
    fix: 'Write the number without quotes.',
    source: 'Python documentation, Built-in Types',
  },
  'code/snmp-v3-community': {
    explanation: 'SNMP v3 has users and keys, no community; and v2 means v2c.',
    fix: 'Try v1 and v2c with the community, and v3 with a user.',
    source: 'RFC 3414',
  },
  'code/url-without-port': {
    explanation: 'Without a port the default of the scheme is taken, which is not always where the server listens.',
    fix: 'Write the port: postgresql://HOST:5432/DATABASE.',
    source: 'PostgreSQL documentation, 34.1.1.2',
  },
  'json/comments': { explanation: 'JSON knows no comments; a server refuses the document.', fix: 'Remove them.', source: 'RFC 8259' },
  'alert/no-severity': {
    explanation: 'Without a severity an alert is routed to nobody in particular.',
    fix: 'Add labels: { severity: … }, and annotations: { runbook_url: … }.',
    source: 'Prometheus documentation, Alerting rules',
  },
  'alert/rate-not-ratio': {
    explanation: 'rate() counts events a second: its threshold means something else at each load.',
    fix: 'Divide by the rate of all requests.',
    source: 'Prometheus documentation, rate()',
  },
} satisfies Record<string, Rule>;

type TextRule = keyof typeof SNIPPET_TEXT_RULES;
type Pattern = { rule: TextRule; severity: Finding['severity']; when: RegExp; message: string };

const SHELL_LINE =
  /^(?:sudo |pip3? (?:list|install|freeze)|npm (?:ls|install)|docker |kubectl |curl |apt(?:-get)? |systemctl |psql |redis-cli )/;
const SQL_LINE = /^(?:SELECT\s+.+\s+FROM\s|INSERT INTO |UPDATE \w+ SET |DELETE FROM |ALTER TABLE |CREATE (?:INDEX|TABLE) )/;

const PYTHON: Pattern[] = [
  { rule: 'code/mixed-languages', severity: 'error', when: SQL_LINE, message: 'A statement of SQL stands among the Python.' },
  { rule: 'code/mixed-languages', severity: 'error', when: SHELL_LINE, message: 'A command of the shell stands among the Python.' },
  {
    rule: 'code/sql-of-text',
    severity: 'warning',
    when: /\bf(["'])(?:\s*)(?:SELECT|INSERT|UPDATE|DELETE)\b[^"']*\{/i,
    message: 'A value becomes a part of the statement.',
  },
  {
    rule: 'code/secret-in-source',
    severity: 'error',
    when: /^\s*(?:["'](?:your|my)[-_](?:secret|api|jwt)[\w-]*["'],?$|(?:secret|api|jwt)_?key\s*=\s*["'][^"'{]{6,}["'])/i,
    message: 'A key stands in the code.',
  },
  {
    rule: 'code/logs-secrets',
    severity: 'error',
    when: /\blog(?:ging|ger)?\.\w+\(.*(?:request\.headers|get_data\(\)|auth_header|request\.body|[Pp]assword\}|token\}|[Tt]oken payload)/,
    message: 'What is logged holds secrets.',
  },
  {
    rule: 'code/number-as-text',
    severity: 'warning',
    when: /\b\w*(?:attempts|count|retries|counter)\s*=\s*["']\d+["']/,
    message: 'A counter is set to a text.',
  },
  {
    rule: 'code/url-without-port',
    severity: 'warning',
    when: /["'](?:postgres(?:ql)?|mysql|mariadb|redis|amqp|mongodb)(?:\+\w+)?:\/\/(?:[^@/"'\s]*@)?[\w.-]+\/[^"'\s]*["']/,
    message: 'The address names no port.',
  },
];

const YAML_RATE = /^\s*expr:\s*['"]?rate\([^/]*\)\s*[<>]=?\s*[\d.]+['"]?\s*$/;

const finding = (rule: TextRule, severity: Finding['severity'], line: number, message: string): Finding => ({
  rule,
  severity,
  line,
  message,
  fix: SNIPPET_TEXT_RULES[rule].fix,
});

function matches(body: string, patterns: Pattern[]): Finding[] {
  return body
    .split('\n')
    .flatMap((line, index) =>
      patterns.filter(({ when }) => when.test(line)).map(({ rule, severity, message }) => finding(rule, severity, index + 1, message)),
    );
}

const lineAt = (body: string, index: number) => body.slice(0, index).split('\n').length;

/** Statements that a program holds as text, where they parse. */
async function findInStrings(body: string): Promise<Finding[]> {
  const strings = [...body.matchAll(/("""|''')([\s\S]*?)\1|(["'])((?:SELECT|WITH|UPDATE|DELETE)\s[^"'\n]*)\3/gi)];
  const found = await Promise.all(
    strings.map(async (match) => {
      const text = match[2] ?? match[4] ?? '';
      if (!/^\s*(?:SELECT|WITH|UPDATE|DELETE)\s/i.test(text)) return [];
      const { trees } = await checkSql(text, 'mutating');
      const from = lineAt(body, match.index) - 1;
      return trees.flatMap((tree) => findSqlTraps(tree, text)).map((each) => ({ ...each, line: from + (each.line ?? 1) }));
    }),
  );
  return found.flat();
}

/** What does not work, or should not be copied, in a program. */
export async function findInPython(body: string): Promise<Finding[]> {
  const community = /\[\s*1\s*,\s*2\s*,\s*3\s*\]/.test(body) && /community\s*=/.test(body) && /snmp/i.test(body);
  const snmp = community
    ? [finding('code/snmp-v3-community', 'warning', lineAt(body, body.search(/community\s*=/)), 'v3 is tried with a community.')]
    : [];
  return [...matches(body, PYTHON), ...snmp, ...findSecrets(body), ...(await findInStrings(body))];
}

/** What a server would refuse in JSON. */
export function findInJson(body: string): Finding[] {
  const at = body.split('\n').findIndex((line) => /^\s*(?:\/\/|\/\*|#)/.test(line) || /[,{[\]}"\d]\s+\/\/ /.test(line));
  return at === -1 ? findSecrets(body) : [finding('json/comments', 'error', at + 1, 'JSON has no comments.'), ...findSecrets(body)];
}

/** What is missing in rules of Prometheus. */
export function findInYaml(body: string): Finding[] {
  const lines = body.split('\n');
  const alerts = lines.flatMap((line, index) => (/^\s*-?\s*alert:\s*\S/.test(line) ? [index] : []));
  const missing = alerts.flatMap((at, index): Finding[] => {
    const rule = lines.slice(at, alerts[index + 1]).join('\n');
    return /\bseverity\s*:/.test(rule) ? [] : [finding('alert/no-severity', 'warning', at + 1, 'The alert has no severity.')];
  });
  const rates = lines.flatMap((line, index) =>
    YAML_RATE.test(line) ? [finding('alert/rate-not-ratio', 'warning', index + 1, 'The threshold is events a second, not a share.')] : [],
  );
  return [...missing, ...rates, ...findSecrets(body)];
}

/** Instructions of an image beside commands and settings that are none. */
export function findInDockerfile(body: string): Finding[] {
  const at = body.split('\n').findIndex((line) => /^(?:docker (?:run|compose|build)\b|services:|#!\/)/.test(line));
  return at === -1 ? [] : [finding('code/mixed-languages', 'error', at + 1, 'This line is no instruction of a Dockerfile.')];
}
