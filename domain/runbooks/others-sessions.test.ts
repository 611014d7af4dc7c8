import { expect, test } from 'vitest';
import { asksOfOthersSessions } from './others-sessions';
import { checkSql, type SqlNode } from './sql-reads';

const asks = async (text: string) => asksOfOthersSessions((await checkSql(text)).trees[0] as SqlNode);

test.each([
  "select pid from pg_stat_activity where state = 'active'",
  "select count(*) from pg_catalog.pg_stat_activity a where a.backend_type = 'client backend'",
  "select (select count(*) from pg_stat_activity where backend_type = 'client backend') as used, 1 as other",
  'select * from pg_stat_activity',
  'table pg_stat_activity',
  'select a.* from pg_locks l join pg_stat_activity a using (pid)',
  'select row_to_json(a) from pg_stat_activity a',
  'with t as (select pid, now() - xact_start as age from pg_stat_activity) select pid from t',
  'explain select wait_event from pg_stat_activity',
  'select p.index_relid, p.phase from pg_stat_progress_create_index p',
  'select r.sent_lsn from pg_stat_replication r',
  'select query from pg_stat_get_activity(null)',
])('asks what others do: %s', async (text) => expect(await asks(text)).toBe(true));

test.each([
  'select count(*) from pg_stat_activity',
  "select count(*)::int from pg_stat_activity where usename = 'app' and pid <> pg_backend_pid()",
  'select r.rolname, count(a.pid) from pg_roles r left join pg_stat_activity a on a.usesysid = r.oid group by 1',
  'select state, query from jobs',
  'select t.state from jobs t join pg_stat_activity a on a.pid = t.pid',
  'select mean_exec_time, query from pg_stat_statements',
  'select pg_blocking_pids(pid) from pg_locks',
])('asks what everyone may know: %s', async (text) => expect(await asks(text)).toBe(false));
