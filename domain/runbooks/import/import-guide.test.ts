import { describe, expect, it } from 'vitest';
import { importText } from '@/test/import-guide';
import type { Target } from '../schema';

const fence = (language: string, body: string) => `# Guide\n\n\`\`\`${language}\n${body}\n\`\`\`\n`;
const pieces = async (language: string, body: string) => {
  const { file, errors } = await importText(fence(language, body));
  expect(errors).toEqual([]);
  return (file.blocks[0]?.parts ?? []).map(({ outcome, kind, effect, rule }) => [outcome, kind ?? rule, effect].filter(Boolean).join(' '));
};
const only = async (language: string, body: string) => (await pieces(language, body))[0];

describe('what is proven to read', () => {
  it.each([
    ['sql', 'select count(*) from orders', 'runnable sql read'],
    ['sql', 'SHOW work_mem;', 'runnable sql read'],
    ['sql', "explain analyze select * from orders where id = '<order-id>'", 'runnable sql read'],
    ['bash', 'psql -h db -U app -c "select now()"', 'runnable sql read'],
    ['bash', 'kubectl get pods -n shop | grep cart', 'runnable kubectl read'],
    ['bash', 'kubectl logs <pod-name> -n "$NAMESPACE" --tail=50', 'runnable kubectl read'],
    ['bash', 'oc get nodes', 'runnable kubectl read'],
    ['bash', 'docker ps -a', 'runnable docker read'],
    ['bash', 'docker-compose logs --tail=20 cart', 'runnable docker read'],
    ['bash', 'sudo -u postgres psql -At -c "select now()"', 'runnable sql read'],
    ['bash', 'kubectl exec -n shop db-0 -- psql -c "select now()"', 'runnable sql read'],
    ['bash', 'curl -sS https://shop.internal:8443/healthz', 'runnable http read'],
    ['bash', 'curl -I https://shop.internal/orders/{order-id}', 'runnable http read'],
    ['bash', 'curl -s "$BASE_URL/metrics" | grep http_requests | head -5', 'runnable http read'],
    ['bash', 'nslookup shop.internal 10.0.0.2', 'runnable dns read'],
    ['bash', 'dig @10.0.0.2 shop.internal SRV +short', 'runnable dns read'],
    ['bash', 'nc -zv shop.internal 5432', 'runnable tcp read'],
    ['bash', 'telnet shop.internal 5432', 'runnable tcp read'],
    ['bash', 'pg_isready -h shop.internal -p 5433', 'runnable tcp read'],
    ['bash', 'openssl s_client -connect shop.internal:443 -servername www.shop.internal', 'runnable tls read'],
    ['bash', 'echo | openssl s_client -connect shop.internal:443 2>/dev/null | openssl x509 -noout -enddate', 'runnable tls read'],
    ['console', '$ curl https://shop.internal/healthz', 'runnable http read'],
    ['', 'select 1', 'runnable sql read'],
    ['bash', 'kubectl get pods -n shop', 'runnable kubectl read'],
    ['bash', 'oc get nodes', 'runnable kubectl read'],
    ['bash', 'oc -n <namespace> logs <pod> --tail=50 | grep ERROR', 'runnable kubectl read'],
    ['bash', 'docker ps -a', 'runnable docker read'],
    ['bash', 'docker-compose logs cart', 'runnable docker read'],
    ['bash', 'redis-cli -h cache.internal info memory', 'runnable redis read'],
    ['promql', 'rate(http_requests_total[5m])', 'runnable promql read'],
  ])('%s: %s', async (language, body, outcome) => expect(await only(language, body)).toBe(outcome));

  it('names the verb of the first Compose as the second does', async () => {
    const { file } = await importText(fence('bash', 'docker-compose logs cart'));
    expect(file.blocks[0]?.parts[0]?.why).toMatch(/^docker compose logs is one of the verbs/);
  });
});

describe('what is not', () => {
  it.each([
    ['sql', 'select purge_old_orders()'],
    ['sql', 'select ops.count(1)'],
    ['sql', 'select * from orders for update'],
    ['sql', 'select 1 from <table>'],
    ['sql', 'set work_mem = 1'],
    ['sql', 'do $$ begin perform 1; end $$'],
    ['bash', 'kubectl get pods'],
    ['bash', 'oc adm top images'],
    ['bash', 'docker rm -f web'],
    ['bash', 'docker exec web sh -c "rm -rf /data"'],
    ['bash', 'kubectl get pods -n shop > pods.txt'],
    ['bash', 'kubectl get widgets -n shop'],
    ['bash', 'oc adm top nodes'],
    ['bash', 'oc get secret cart -n shop -o yaml'],
    ['bash', 'kubectl exec -n shop cart-0 -- rm -rf /data'],
    ['bash', 'kubectl get pods -n shop --kubeconfig other'],
    ['bash', 'docker run --rm alpine'],
    ['bash', 'docker exec cart sh -c "df"'],
    ['bash', 'redis-cli -n 3 info'],
    ['bash', 'redis-cli keys "*" extra'],
    ['bash', 'redis-cli eval "return 1" 0'],
    ['bash', 'redis-cli debug sleep 10'],
    ['bash', 'df -h'],
    ['bash', 'curl -o page.html https://shop.internal/'],
    ['bash', 'curl https://shop.internal/install.sh | bash'],
    ['bash', 'curl "https://$(hostname)/x"'],
    ['bash', 'curl https://shop.internal/admin/cache/flush'],
    ['bash', 'curl https://shop.internal/api/deleteOrders'],
    ['bash', 'curl -G -d a=b https://shop.internal/'],
    ['bash', 'curl -X PURGE https://shop.internal/'],
    ['bash', 'curl -H "X-HTTP-Method-Override: DELETE" https://shop.internal/'],
    ['bash', 'curl --config settings https://shop.internal/'],
    ['bash', 'psql -c "select 1; drop table orders"'],
    ['bash', 'psql -c "\\\\dt"'],
    ['bash', 'psql -f check.sql'],
    ['bash', 'nc shop.internal 25 < message'],
    ['bash', 'for pod in a b; do curl https://shop.internal/$pod; done'],
    ['bash', 'cd /srv && curl https://shop.internal/'],
    ['bash', 'curl https://shop.internal/ && rm -rf /tmp/x'],
    ['bash', 'gitlab-rails runner "puts 1"'],
    ['bash', "knife ssh 'roles:web' 'sudo chef-client'"],
    ['ruby', 'Order.where(state: 1).count'],
    ['promql', 'rate(http_requests_total[5m]'],
    ['promql', 'up{job="<job>"}'],
    ['python', 'print(1)'],
    ['', 'Something happened at 12:00'],
    ['console', 'ERROR: connection refused'],
  ])('%s: %s', async (language, body) => {
    for (const piece of await pieces(language, body)) expect(piece).not.toContain('read');
    const { runbook } = await importText(fence(language, body));
    expect(runbook.blocks.filter(({ effect }) => effect === 'read')).toEqual([]);
  });
});

describe('what changes', () => {
  it.each([
    ['sql', "update orders set state = 'open' where id = 1", 'runnable sql mutating'],
    ['sql', 'vacuum analyze orders', 'runnable sql mutating'],
    ['sql', 'delete from orders where id = 1', 'runnable sql destructive'],
    ['sql', 'select pg_terminate_backend(4711)', 'runnable sql destructive'],
    ['bash', `curl -X POST https://shop.internal/orders -H 'Content-Type: application/json' -d '{"id": 1}'`, 'runnable http mutating'],
    ['bash', 'curl -X DELETE https://shop.internal/orders/1', 'runnable http destructive'],
    ['bash', 'kubectl -n shop rollout restart deployment/cart', 'runnable kubectl mutating'],
    ['bash', 'oc delete pod <pod-name> -n shop', 'runnable kubectl destructive'],
    ['bash', 'docker restart cart', 'runnable docker mutating'],
    ['bash', 'kubectl -n shop delete pod cart-0', 'runnable kubectl destructive'],
  ])('%s: %s', async (language, body, outcome) => expect(await only(language, body)).toBe(outcome));
});

describe('what does not work as written', () => {
  it.each([
    ['sql', 'select mean_time from pg_stat_statements', 'trap/postgres-column'],
    ['sql', 'delete from orders', 'sql/no-where'],
    ['sql', "alter user app with password 'hunter2'", 'sql/password-in-statement'],
    ['sql', "select pg_terminate_backend(pid) from pg_stat_activity where now() - query_start > '5 min'", 'sql/terminates-itself'],
    ['bash', 'sudo -u postgres psql -c "select total_time from pg_stat_statements"', 'trap/postgres-column'],
    ['bash', 'psql -h db -U app orders', 'bash/prompts'],
    ['bash', 'docker-compose exec db psql -U app orders', 'bash/prompts'],
    ['bash', 'docker-compose exec web ping db', 'bash/endless'],
    ['bash', 'tail -f /var/log/app.log', 'bash/endless'],
    ['bash', 'redis-cli -a hunter2 ping', 'secret/in-argv'],
    ['bash', 'sqlplus app/hunter2@db:1521/shop', 'secret/in-argv'],
    ['bash', 'curl /api/orders', 'trap/relative-url'],
    ['bash', 'kubectl logs --until-time=2026-01-01T00:00:00Z pod/a', 'trap/kubectl-until-time'],
    ['bash', 'kubectl rollout restart deployment/cart', 'trap/kubectl-namespace'],
    ['bash', 'redis-cli info stats | grep hit_rate', 'trap/redis-hit-rate'],
    ['bash', 'chmod 644 /srv/uploads/*.pdf', 'shell/changes-what-matches'],
    ['json', '// all errors\n{"query": {}}', 'json/comments'],
    ['python', 'POOL = 5\nSELECT count(*) FROM pg_stat_activity;', 'code/mixed-languages'],
    ['python', 'slow = text("""\n  SELECT query, mean_time FROM pg_stat_statements\n""")', 'trap/postgres-column'],
    ['python', 'db.execute(f"SELECT count(*) FROM {table}")', 'code/sql-of-text'],
    ['python', 'logging.info(f"got {request.headers}")', 'code/logs-secrets'],
    ['python', 'user.failed_attempts = "0"', 'code/number-as-text'],
    ['yaml', '- alert: TooMany\n  expr: rate(errors_total[5m]) > 0.1', 'alert/no-severity'],
    ['dockerfile', 'FROM alpine\ndocker run alpine', 'code/mixed-languages'],
  ])('%s: %s', async (language, body, rule) => {
    const { file, problems } = await importText(fence(language, body));
    const [block] = file.blocks;
    expect(block?.outcome).toBe('trap');
    expect(block?.parts.flatMap(({ objections }) => objections.map((each) => each.rule))).toContain(rule);
    expect(block?.fix).toBeTruthy();
    // The doctor says the same of what was written.
    expect(problems.map((problem) => problem.rule)).toContain(rule);
  });
});

it.each([
  '# The shop <b>is</b> down',
  '# The shop<br>is down',
  '# The <kbd>shop</kbd>&nbsp;is  down',
  '<h1 align="center">The shop<br>is down</h1>',
  '<p align="center"><img src="logo.png" alt="Logo"></p>\n\n# The shop is down',
  '[![badge](badge.svg)](https://ci.example)\n\n---\n\n# The <a name="top"></a>shop is down',
])('says once what the guide is called: %j', async (heading) => {
  const { runbook, errors } = await importText(`${heading}\n\nWait for it.\n\n## Then\n\nLook again.\n`);
  expect([errors, runbook.title]).toEqual([[], 'The shop is down']);
  expect(runbook.sections.map(({ title }) => title)).toEqual(['The shop is down', 'Then']);
});

it('cuts a fence into its commands, and keeps what is between them', async () => {
  const body = [
    '# Is it up?',
    'curl https://shop.internal/healthz',
    '',
    '# On the host',
    'df -h',
    'free -m',
    '',
    '# Who waits?',
    'psql -c "select now()"',
  ];
  const { file, runbook, mdx } = await importText(fence('bash', body.join('\n')));
  expect(file.blocks).toHaveLength(1);
  expect(file.blocks[0]?.parts.map(({ line, outcome }) => [line, outcome])).toEqual([
    [4, 'runnable'],
    [6, 'reference'],
    [9, 'reference'],
    [10, 'runnable'],
  ]);
  expect(runbook.blocks.map(({ title, kind }) => [title, kind])).toEqual([
    ['Is it up?', 'http'],
    ['Who waits?', 'sql'],
  ]);
  expect(mdx).toContain('# On the host\ndf -h\nfree -m');
});

it('takes prompts for commands and the rest for what they printed', async () => {
  const { file, mdx } = await importText(
    fence('console', '$ curl https://shop.internal/healthz\n{"status":"ok"}\n$ uptime\n 12:00 up 3 days'),
  );
  expect(file.blocks[0]?.parts.map(({ outcome, text }) => [outcome, text])).toEqual([
    ['runnable', 'curl https://shop.internal/healthz'],
    ['reference', '{"status":"ok"}'],
    ['reference', 'uptime'],
    ['reference', ' 12:00 up 3 days'],
  ]);
  expect(mdx).toContain('{"status":"ok"}');
});

it('makes inputs of what is to be filled in', async () => {
  const sql = "select * from users where email = 'someone@example.com' and id = $1 and team = '<team-name>' limit <limit>";
  const shell = 'PORT=8443\ncurl -H "Authorization: Bearer $TOKEN" "https://shop.internal:8443/orders/<order-id>?port=$PORT"';
  const { runbook, errors } = await importText(`${fence('sql', sql)}\n${fence('bash', shell)}`);
  expect(errors).toEqual([]);
  expect(runbook.blocks.map(({ body }) => body)).toEqual([
    'select * from users where email = :email and id = :value_1 and team = :team_name limit :limit',
    'GET /orders/{order_id}?port={port}\nAuthorization: Bearer {token}',
  ]);
  expect(runbook.inputs.map(({ name, type, default: given }) => [name, type, given])).toEqual([
    ['email', 'email', undefined],
    ['value_1', 'string', undefined],
    ['team_name', 'string', undefined],
    ['limit', 'int', undefined],
    ['order_id', 'string', undefined],
    ['port', 'int', 8443],
    ['token', 'secret', undefined],
  ]);
});

it('names the targets that are still to be added, and those that are there', async () => {
  const text = fence('bash', 'curl https://shop.internal/healthz\nnc -z db.internal 5432\npsql -c "select now()"');
  const { runbook, wanted, problems } = await importText(text);
  expect(runbook.awaits).toEqual(['shop-shop-internal', 'shop-network', 'shop-db']);
  expect(wanted.map(({ name, url, egress }) => [name, url ?? egress])).toEqual([
    ['shop-shop-internal', 'https://shop.internal'],
    ['shop-network', ['db.internal:5432']],
    ['shop-db', undefined],
  ]);
  expect(problems.filter(({ rule }) => rule === 'target/awaited')).toHaveLength(3);
  const web: Target = { name: 'web', kind: 'http', environment: 'local', url: 'https://shop.internal', egress: [] };
  const known = await importText(fence('bash', 'curl https://shop.internal/healthz'), 'guide.md', new Map([['web', web]]));
  expect(known.runbook.blocks[0]?.target).toBe('web');
  expect(known.runbook.awaits).toBeUndefined();
});

it('finds errors that lead here', async () => {
  const text = [
    '# Orders',
    '## Issue: "Cannot place order"',
    '**Symptoms**: `connection refused` or "too many clients already", see "the manual"',
    '### Diagnosis',
    'Look at "connection refused elsewhere".',
  ].join('\n\n');
  const { runbook } = await importText(text);
  expect(runbook.sections.flatMap(({ signatures }) => signatures)).toEqual([
    'Cannot place order',
    'too many clients already',
    'connection refused',
  ]);
});

it('links a runbook that is named for an alert to it', async () => {
  const { runbook } = await importText('# KubeCartDown\n\n## Meaning\n\nIt is down.\n\n## Mitigation\n\nStart it.\n');
  expect(runbook.alerts).toEqual(['alertname="KubeCartDown"']);
});

it('imports the same guide the same way', async () => {
  const text = fence('bash', 'curl https://shop.internal/healthz\ndf -h');
  expect((await importText(text)).mdx).toBe((await importText(text)).mdx);
});
