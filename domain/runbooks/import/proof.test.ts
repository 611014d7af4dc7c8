import { expect, it } from 'vitest';
import { importText } from '@/test/import-guide';

const reads = async (language: string, body: string) => {
  const { runbook, errors } = await importText(`# Guide\n\n\`\`\`${language}\n${body}\n\`\`\`\n`);
  expect(errors).toEqual([]);
  return runbook.blocks.filter(({ effect }) => effect === 'read').map((block) => block.body);
};

// Each of these looks like a read, and an attacker or a tired colleague wrote it so that it is none.
it.each([
  ['sql', 'select * into copy_of_orders from orders'],
  ['sql', 'with gone as (delete from orders returning *) select * from gone'],
  ['sql', 'explain analyze delete from orders where id = 1'],
  ['sql', "copy (select 1) to program 'sh'"],
  ['sql', "select nextval('order_ids')"],
  ['sql', "select query_to_xml('delete from orders', true, true, '')"],
  ['sql', "select set_config('role', 'admin', false)"],
  ['sql', 'select pg_advisory_lock(1)'],
  ['sql', "select pg_read_file('/etc/passwd')"],
  ['sql', 'select pg_stat_statements_reset()'],
  ['sql', 'select count(*) filter (where ops.purge(id)) from orders'],
  ['sql', 'select id from orders order by ops.purge(id)'],
  ['sql', 'select a operator(ops.+) b from orders'],
  ['sql', 'select a @@@ b from orders'],
  ['sql', 'select id from orders order by id using operator(ops.<)'],
  ['sql', 'select note::ops.hook from orders'],
  ['sql', 'select * from orders for share'],
  ['bash', 'curl https://shop.internal/job/cart/build?token=1'],
  ['bash', 'curl https://shop.internal/%64elete/1'],
  ['bash', 'curl "https://shop.internal/cart?action=empty"'],
  ['bash', 'curl https://shop.internal/api/<action>'],
  ['bash', 'curl "https://shop.internal/api/$COMMAND"'],
  ['bash', 'curl https://shop.internal/admin/stepDown'],
  ['bash', 'curl "https://shop.internal/sql?q=ALTER%20USER%20app"'],
  ['bash', 'curl -H "X-HTTP-Method: DELETE" https://shop.internal/orders/1'],
  ['bash', 'curl -H "X-Method-Override: DELETE" https://shop.internal/orders/1'],
  ['sql', 'select id from orders tablesample ops.some(10)'],
  ['bash', 'curl "https://shop.internal/new?size=3"'],
  ['bash', 'curl https://shop.internal/actuator/heapdump'],
  ['bash', 'curl https://shop.internal/cgi-bin/clean'],
  ['bash', 'curl https://shop.internal/tidy.php?all=1'],
  ['bash', 'curl http://169.254.169.254/latest/meta-data/iam/'],
  ['bash', 'curl -H "X-Shop-Token: 4f1b9c" https://shop.internal/orders'],
  ['bash', 'curl -H "Private-Token: 4f1b9c" https://shop.internal/orders'],
  ['bash', 'curl "https://shop.internal/orders?access_token=4f1b9c"'],
  ['bash', 'curl https://shop.internal/x | tee /etc/cron.d/x'],
  ['bash', 'curl https://shop.internal/x | xargs rm'],
  ['bash', 'curl https://shop.internal/x | sort -o list'],
  ['bash', 'curl https://shop.internal/x | uniq - list'],
  ['bash', 'curl https://shop.internal/x > list'],
  ['bash', './curl https://shop.internal/x'],
  ['bash', '/tmp/curl https://shop.internal/x'],
  ['bash', 'alias curl="rm -rf"\ncurl https://shop.internal/x'],
  ['bash', 'curl() { rm x; }\ncurl https://shop.internal/x'],
  ['bash', 'curl "https://shop.internal/$(rm x)"'],
  ['bash', 'echo "DELETE /orders" | openssl s_client -connect shop.internal:443'],
  ['bash', 'openssl s_client -connect shop.internal:443 | openssl x509 -out cert.pem'],
  ['bash', 'psql -c "select 1" -o /etc/cron.d/x'],
  ['bash', 'psql -c "$STATEMENT"'],
  ['bash', 'psql -c "select * from $TABLE"'],
  ['bash', 'echo "drop table orders" | psql -c "select 1"'],
  ['bash', 'ssh db psql -c "select 1"'],
  ['bash', 'kubectl exec cart-0 -- sh -c "rm -rf /data"'],
  ['bash', 'oc adm drain node-1'],
  ['console', '$ curl https://shop.internal/x; rm list'],
  ['console', 'db-01 $ curl https://shop.internal/x && rm list'],
])('%s: %s is no read', async (language, body) => expect(await reads(language, body)).toEqual([]));

it.each([
  [
    'sql',
    "select id, made_at::date, note ~* 'late' from orders where made_at between now() - interval '1 day' and now() and id = any(array[1])",
  ],
  ['bash', '/usr/bin/curl https://shop.internal/healthz'],
  ['bash', 'echo -n | openssl s_client -connect shop.internal:443'],
  ['bash', 'curl -H "X-Shop-Token: $TOKEN" https://shop.internal/orders'],
  ['bash', 'curl "https://shop.internal/orders?access_token=$TOKEN"'],
  ['sql', 'select id from orders tablesample system (10)'],
  ['console', 'web-01 $ curl https://shop.internal/healthz'],
])('%s: %s is one', async (language, body) => expect(await reads(language, body)).toHaveLength(1));
