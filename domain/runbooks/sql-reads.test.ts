import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanSql } from './sql-params';
import { checkSql } from './sql-reads';

const rules = async (text: string, effect: 'read' | 'mutating' = 'read') =>
  (await checkSql(text, effect)).problems.map((problem) => problem.rule);

describe('parameters', () => {
  it.each([
    ['select * from users where email = :email', ['email'], 'select * from users where email = $1'],
    ['select :a, :b, :a', ['a', 'b'], 'select $1, $2, $1'],
    ['select now()::date, :day::date', ['day'], 'select now()::date, $1::date'],
    ["select ':no', 'it''s :no', :yes", ['yes'], "select ':no', 'it''s :no', $1"],
    ["select E'a\\':no', e'\\\\', :yes", ['yes'], "select E'a\\':no', e'\\\\', $1"],
    ["select type'\\', :yes", ['yes'], "select type'\\', $1"],
    ['select ":no" from t -- :no\nwhere x = :yes', ['yes'], 'select ":no" from t -- :no\nwhere x = $1'],
    ['select /* :no /* :no */ :no */ :yes', ['yes'], 'select /* :no /* :no */ :no */ $1'],
    ['select $$ :no $$, $tag$ :no $$ :no $tag$, :yes', ['yes'], 'select $$ :no $$, $tag$ :no $$ :no $tag$, $1'],
    ['select f(x := 1, y := :y)', ['y'], 'select f(x := 1, y := $1)'],
    ['select a[1 : 2], :1x', [], 'select a[1 : 2], :1x'],
  ])('%s', (text, names, rewritten) => {
    expect(scanSql(text)).toMatchObject({ paramNames: names, rewritten: { text: rewritten, params: names } });
  });

  it('never changes a text without parameters, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const scanned = scanSql(text);
        if (!scanned.paramNames.length) expect(scanned.rewritten.text).toBe(text);
      }),
    );
  });

  it('leaves every quoted value alone', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const quoted = `'${value.replaceAll("'", "''")}'`;
        expect(scanSql(`select ${quoted}, :x`).rewritten.text).toBe(`select ${quoted}, $1`);
      }),
    );
  });
});

describe('what only reads', () => {
  it.each([
    'select 1',
    'select 1;',
    'show max_connections',
    'explain (analyze, buffers) select * from t where a = :a',
    'values (1), (2)',
    'table pg_stat_activity',
    'with recursive r as (select 1 as n union all select n + 1 from r where n < 5) select * from r',
    "select pg_sleep(0.1), txid_current(), current_setting('port'), pg_blocking_pids(1), pg_size_pretty(1::bigint)",
    'select count(*) filter (where x > 1) over (partition by y) from t',
    'select * from pg_ls_waldir()',
  ])('%s', async (text) => expect(await rules(text)).toEqual([]));
});

describe('what is refused in a read', () => {
  it.each([
    ['', 'sql/one-statement'],
    ['-- nothing', 'sql/one-statement'],
    ['select 1; select 2', 'sql/one-statement'],
    ['select 1; drop table users', 'sql/one-statement'],
    ['selec 1', 'sql/syntax'],
    ["select ':x' || :'x'", 'sql/syntax'],
    ['select $1', 'sql/parameter'],
    ['select 1\0; drop table users', 'sql/characters'],
    ['insert into t values (1)', 'sql/writes'],
    ['update t set a = 1', 'sql/writes'],
    ['delete from t', 'sql/writes'],
    ['merge into t using s on true when matched then delete', 'sql/writes'],
    ['with gone as (delete from t returning *) select * from gone', 'sql/writes'],
    ['select * from (with x as (insert into t values (1) returning *) select * from x) y', 'sql/writes'],
    ['select * into copy from t', 'sql/into'],
    ['select * from t for update', 'sql/locks'],
    ['select (select 1 from t for key share)', 'sql/locks'],
    ['explain analyze delete from t', 'sql/explains-a-change'],
    ['explain create table x as select 1', 'sql/explains-a-change'],
    ["copy t to program 'sh'", 'sql/never'],
    ['copy t to stdout', 'sql/never'],
    ['begin', 'sql/never'],
    ['commit', 'sql/never'],
    ['do $$ begin end $$', 'sql/not-a-read'],
    ['call f()', 'sql/not-a-read'],
    ['create table t ()', 'sql/not-a-read'],
    ['set default_transaction_read_only = off', 'sql/not-a-read'],
    ['vacuum t', 'sql/not-a-read'],
    ['listen x', 'sql/not-a-read'],
    ['select pg_terminate_backend(1)', 'sql/function'],
    ['select PG_CATALOG.Pg_Cancel_Backend(1)', 'sql/function'],
    ['select "pg_read_file"(\'/etc/passwd\')', 'sql/function'],
    ["select * from dblink('x', 'y') as t(a int)", 'sql/function'],
    ["select query_to_xml('delete from t', true, true, '')", 'sql/function'],
    ["select ts_rewrite('a'::tsquery, 'select a, b from (select set_config(1, 2, false)) x')", 'sql/function'],
    ["values (set_config('a', 'b', false))", 'sql/function'],
    ['select 1 order by pg_advisory_lock(1)', 'sql/function'],
    ["select sum(x) over (order by nextval('s')) from t", 'sql/function'],
    ["select lo_export(1, '/tmp/x')", 'sql/function'],
    ["select net.http_get('http://example.test')", 'sql/function'],
  ])('%s', async (text, rule) => expect(await rules(text)).toContain(rule));

  it('says the line', async () => {
    const { problems } = await checkSql("select 'é',\n  1,\n  pg_terminate_backend(:pid)");
    expect(problems).toMatchObject([{ rule: 'sql/function', line: 3 }]);
    expect((await checkSql("select 'é'\nfrom t\nwhere where")).problems).toMatchObject([{ rule: 'sql/syntax', line: 3 }]);
  });

  it('answers what would exhaust the parser, and still works afterwards', async () => {
    expect(await rules(`select 1${'+1'.repeat(20_000)}`)).toEqual(['sql/too-large']);
    expect(await rules(`select ${'(select '.repeat(3_000)}1${')'.repeat(3_000)}`)).toEqual(['sql/too-large']);
    expect(await rules(`select ${'not '.repeat(3_900)}true`)).toEqual([]);
    expect(await rules('select 1')).toEqual([]);
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        await checkSql(`select ${text}`);
      }),
    );
  });
});

describe('what a change may be', () => {
  it.each([
    'update t set a = :a where b = :b',
    'select pg_terminate_backend(:pid)',
    'vacuum (analyze) t',
    "select set_config('x', 'y', false)",
    'reindex index concurrently i',
  ])('%s', async (text) => expect(await rules(text, 'mutating')).toEqual([]));
  it.each([
    ['update t set a = 1; update u set a = 1', 'sql/one-statement'],
    ["copy t from program 'sh'", 'sql/never'],
    ['commit', 'sql/never'],
    ["select pg_read_file('x')", 'sql/function'],
    ["call dblink_exec('x')", 'sql/function'],
  ])('not %s', async (text, rule) => expect(await rules(text, 'mutating')).toContain(rule));
});
