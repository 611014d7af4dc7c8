import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRunbook } from './check-runbook';
import { parseRunbook } from './parse-runbook';
import { RULES } from './rules/all-rules';
import type { Target } from './schema';

const target = (name: string, kind: Target['kind'], write = true): [string, Target] => [
  name,
  { name, kind, environment: 'local', egress: [], ...(write ? { write: { env: 'X' } } : {}) },
];
const TARGETS = new Map([
  target('local', 'host'),
  target('db', 'postgres'),
  target('read-only', 'postgres', false),
  target('web', 'http'),
  target('cache', 'redis'),
  target('cluster', 'kubernetes'),
  target('watched', 'kubernetes', false),
  target('engine', 'docker'),
]);
const FRONT = '---\ntitle: T\nsummary: S\nowner: O\ninputs:\n  word: { type: string }\n  count: { type: int }\n---\n\n';

const check = async (block: string) => {
  const { runbook } = parseRunbook({ slug: 'a/b', file: 'b.mdx', syntax: 'mdx', bytes: Buffer.from(FRONT + block) });
  return checkRunbook(runbook, TARGETS);
};
const found = async (block: string) => (await check(block)).map(({ rule, line }) => `${rule}:${line - 11}`);
const block = (kind: string, body: string, attributes = '', name = 'Diagnostic') =>
  `<${name} id="x" title="X" ${attributes}>\n\`\`\`${kind}\n${body}\n\`\`\`\n</${name}>\n`;
const sql = (body: string, attributes = 'target="db"') => block('sql', body, attributes);
const change = (body: string, attributes = 'effect="mutating" target="db"') => block('sql', body, attributes, 'Remediation');
const bash = (body: string, attributes = '') => block('bash', body, attributes);

describe('sql', () => {
  it.each([
    [sql('select 1'), []],
    [sql('select 1;\nselect 2'), ['sql/one-statement:1']],
    [sql('select\n  from where'), ['sql/syntax:2']],
    [sql('select 1,\n pg_terminate_backend(:count)'), ['sql/function:2']],
    [sql('delete from t where a = 1'), ['sql/writes:1']],
    [change('delete from t where a = 1', 'effect="destructive" target="db"'), []],
    [change('update t set a = 1'), ['sql/no-where:1']],
    [change('update t set a = 1 where true'), []],
    [change('delete from t where a = 1'), ['sql/understated:1']],
    [change('drop table t'), ['sql/understated:1']],
    [change('alter table t drop column c'), ['sql/understated:1']],
    [change('drop index i'), []],
    [change("select pg_terminate_backend(pid) from pg_stat_activity where now() - query_start > '10 min'"), ['sql/terminates-itself:1']],
    [change("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and state = 'idle'"), []],
    [sql('select * from pg_locks a join pg_locks b on a.locktype = b.locktype'), ['sql/lock-join:1']],
    [sql('select query,\n  mean_time from pg_stat_statements'), ['trap/postgres-column:2']],
    [sql('select s.total_time from pg_stat_statements s join pg_roles r on true'), ['trap/postgres-column:1']],
    [sql('select mean_exec_time as mean_time from pg_stat_statements order by mean_time'), []],
    [sql('select mean_time from my_table, pg_stat_statements'), []],
    [sql('select tablename, indexname from pg_stat_user_indexes'), ['trap/postgres-column:1', 'trap/postgres-column:1']],
    [sql('select tablename, indexname from pg_indexes'), []],
    [
      sql('select procpid, current_query from pg_stat_activity where waiting'),
      ['trap/postgres-column:1', 'trap/postgres-column:1', 'trap/postgres-column:1'],
    ],
    [sql('select pg_current_xlog_location()'), ['trap/postgres-function:1']],
  ])('%s', async (text, rules) => expect(await found(text)).toEqual(rules));
});

describe('bash', () => {
  it.each([
    ['echo "$INPUT_WORD"', []],
    ['echo $INPUT_WORD', ['bash/unquoted-input:1']],
    ['true\ncat ${INPUT_WORD}.txt', ['bash/unquoted-input:2']],
    ['for x in $INPUT_WORD; do echo "$x"; done', ['bash/unquoted-input:1']],
    ['[ -n $INPUT_WORD ]', ['bash/unquoted-input:1']],
    ['[[ -n $INPUT_WORD ]]', []],
    ['x=$INPUT_WORD; echo "$x"', []],
    ['case $INPUT_WORD in a) true;; esac', []],
    ['cat <<END\n$INPUT_WORD\nEND', []],
    ['echo ${#INPUT_WORD}', []],
    ['echo $((INPUT_COUNT + 1))', []],
    ['echo $((INPUT_WORD + 1))', ['bash/arithmetic-input:1']],
    ['eval "$INPUT_WORD"', ['bash/evaluated-input:1']],
    ['eval "$(ssh-agent -s)"', ['bash/eval:1']],
    ['sh -c "echo $INPUT_WORD"', ['bash/evaluated-input:1']],
    ['sh -c \'echo "$1"\' -- "$INPUT_WORD"', []],
    ['psql -w -c "select \'$INPUT_WORD\'"', ['bash/evaluated-input:1']],
    ['ssh -o BatchMode=yes host "ls $INPUT_WORD"', ['bash/evaluated-input:1']],
    ['if [ ; then', ['bash/syntax:1']],
    ['tail -f /var/log/x', ['bash/endless:1']],
    ['timeout 5 tail -f /var/log/x', []],
    ['ping host', ['bash/endless:1']],
    ['ping -c 4 host', []],
    ['vmstat 1', ['bash/endless:1']],
    ['vmstat 1 5', []],
    ['watch df', ['bash/endless:1']],
    ['journalctl -fu x', ['bash/endless:1']],
    ['kubectl logs -f pod', ['bash/endless:1']],
    ['top', ['bash/endless:1']],
    ['top -bn1', []],
    ['htop', ['bash/full-screen:1']],
    ['while true; do date; sleep 1; done', ['bash/endless:1']],
    ['while true; do date && break; done', []],
    ['psql', ['bash/prompts:1']],
    ['psql -W -c "select 1"', ['bash/prompts:1']],
    ['mysql -p -e "select 1"', ['bash/prompts:1']],
    ['openssl s_client -connect h:443', ['bash/prompts:1']],
    ['openssl s_client -connect h:443 </dev/null', []],
    ['ssh host uptime', ['bash/prompts:1']],
    ['read -r x', ['bash/prompts:1']],
    ['while read -r x; do echo "$x"; done < /etc/hosts', []],
    ['sudo systemctl status x', ['bash/prompts:1']],
    ['sudo -n systemctl status x', []],
    ['kubectl exec -it -n x pod -- pg_isready', ['bash/prompts:1']],
    ['redis-cli -a "$INPUT_WORD" ping', ['secret/in-argv:1']],
    ['curl -u me:x https://h/', ['secret/in-argv:1']],
    ['echo AKIAABCDEFGHIJKLMNOP', ['secret/in-text:1']],
    ['psql -w -c "select 1" postgresql://app:hunter2@db/app', ['secret/in-text:1']],
    ['ls | wc -l', ['bash/pipe-hides-failure:1']],
    ['set -euo pipefail\nls | wc -l', []],
    ['kubectl logs pod --until-time=2026-01-01T00:00:00Z', ['trap/kubectl-until-time:1']],
    ['kubectl rollout restart deployment/x', ['trap/kubectl-namespace:1']],
    ['kubectl -n shop rollout restart deployment/x', []],
    ['cp x /data/recovery.conf', ['trap/recovery-conf:1']],
    ['set -o pipefail\necho "$INPUT_WORD" | cut -d. -f2 | base64 -d', ['trap/base64url:2']],
    ['mongo --eval 1', ['trap/mongo-shell:1']],
    ['curl -s /api/reports', ['trap/relative-url:1']],
    ['curl -s -o /dev/null https://h/x', []],
    ['curl -w @format.txt https://h/', ['trap/missing-format-file:1']],
  ])('%s', async (body, rules) => expect(await found(bash(body))).toEqual(rules));

  it('takes the bounds of its block', async () => {
    expect(await found(bash('tail -f /var/log/x', 'for="5s"'))).toEqual([]);
    expect(await found(bash('vmstat 1', 'lines="10"'))).toEqual([]);
  });
});

describe('the rest', () => {
  it.each([
    [sql('select 1', 'target="nowhere"'), ['target/unknown:-1']],
    [sql('select 1', 'target="web"'), ['target/kind:-1']],
    [sql('select 1', ''), ['target/kind:-1']],
    [change('update t set a = 1 where b = 2', 'effect="mutating" target="read-only"'), ['target/no-write:-1']],
    [sql('select 1', 'target="db" fail="rows ==" warn="rows.size() > 0"'), ['cel/syntax:-1']],
    [sql('select 1', 'target="db" exports="pid=rows["'), ['cel/syntax:-1']],
    [block('http', 'GET /health', 'target="web"'), []],
    [block('http', 'hello', 'target="web"'), ['http/request:1']],
    [block('http', 'GET health', 'target="web"'), ['http/request:1']],
    [block('http', 'GET https://h/x', 'target="web"'), ['http/absolute:1']],
    [
      block('http', 'POST /x\nContent-Type: application/json\n\n{"a": 1, // no\n}', 'target="web" effect="mutating"', 'Remediation'),
      ['http/json:4'],
    ],
    [
      block(
        'http',
        'POST /x\nContent-Type: application/json\n\n{"a": {count}, "b": "{word}"}',
        'target="web" effect="mutating"',
        'Remediation',
      ),
      [],
    ],
  ])('%s', async (text, rules) => expect(await found(text)).toEqual(rules));

  it('has a fix for every problem', async () => {
    for (const problem of await check(`${bash('tail -f x | eval "$INPUT_WORD"')}<Foo />`)) expect(problem.fix, problem.rule).toBeTruthy();
  });
});

it('explains every rule that the code can name', async () => {
  const named = new Set<string>();
  for (const folder of ['domain/runbooks', 'domain/runbooks/rules', 'lib/markdown']) {
    for (const name of await readdir(folder)) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
      const text = await readFile(path.join(folder, name), 'utf8');
      for (const [, rule = ''] of text.matchAll(
        /(?:\brule: |\bwarning\(|\bproblem\(|\brefuse\(|\bfinding\(|\bonlyLocal\()'([a-z]+\/[a-z0-9-]+|frontmatter|targets)'/g,
      ))
        named.add(rule);
    }
  }
  expect(named.size).toBeGreaterThan(60);
  expect([...named].filter((rule) => !Object.hasOwn(RULES, rule))).toEqual([]);
});

describe('bodies of kinds', () => {
  const on = (kind: string, body: string, attributes = '') => block(kind, body, `target="web" ${attributes}`);
  it.each([
    [block('redis', 'INFO memory', 'target="cache" fail="hit_rate_pct < 80.0"'), []],
    [block('redis', 'KEYS *', 'target="cache"'), ['kind/body:1']],
    [block('redis', 'FLUSHALL', 'target="cache" effect="mutating"', 'Remediation'), ['redis/understated:1']],
    [block('redis', 'FLUSHALL', 'target="cache" effect="destructive"', 'Remediation'), []],
    [on('redis', 'PING'), ['target/kind:-1']],
    [block('kubectl', 'kubectl get pods -l app={word} -n shop', 'target="cluster" fail="notReady > 0"'), []],
    [block('kubectl', 'kubectl get pods', 'target="cluster"'), ['kind/body:1']],
    [block('kubectl', '# all\nkubectl get pods -n shop | grep x', 'target="cluster"'), ['kind/body:2']],
    [block('kubectl', 'kubectl exec -it web -n shop -- sh', 'target="cluster"'), ['kind/body:1']],
    [
      block('kubectl', 'kubectl rollout restart deployment/web -n shop', 'target="watched" effect="mutating"', 'Remediation'),
      ['target/no-write:-1'],
    ],
    [block('kubectl', 'kubectl scale deployment/web -n shop --replicas=1 --dry-run=server', 'target="watched"'), ['target/no-write:-1']],
    [block('docker', 'docker stats --no-stream', 'target="engine" warn="memory_used_pct > 80.0"'), []],
    [block('docker', 'docker exec web ping db', 'target="engine"'), ['kind/body:1']],
    [on('docker', 'docker ps'), ['target/kind:-1']],
    [block('logscan', 'pods app=web -n shop\npattern x "x"', 'target="cluster"'), []],
    [on('jwt', 'token {word}'), ['kind/body:1']],
    [on('logscan', 'files a.log\npattern x /(/'), ['kind/body:2']],
    [on('elasticsearch', 'POST /a/_search\n\n{"size": 1, // few\n"query": {}}'), ['kind/body:3']],
    [on('promql', 'up{job={word}}'), ['kind/body:1']],
    [on('scrape', 'errors = sum(x)', 'warn="values.errors > 1.0"'), []],
    [on('env', 'A min x'), ['kind/body:1']],
    [on('http', 'GET /', 'fail="statuss == 1"'), ['cel/unknown-name:-1']],
    [on('http', 'GET /', 'fail="json.items.exists(i, i.broken)"'), []],
    [on('tcp', 'a:1', 'repeat="10" fail="success_pct < 90.0"'), []],
    [on('secret', 'format words'), ['kind/body:1']],
  ])('%s', async (text, rules) => expect(await found(text)).toEqual(rules));
});
