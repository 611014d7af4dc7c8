import { nodesOf, type SqlNode } from '../../sql-reads';

/** Operators of Postgres itself. Any other calls a function that somebody wrote. */
const OPERATORS = new Set(
  (
    '= <> != < > <= >= + - * / % ^ |/ ||/ @ & | # ~ << >> || ~~ ~~* !~~ !~~* ~* !~ !~* ~<~ ~>~ ~<=~ ~>=~ -> ->> #> #>> @> <@ ? ?| ?& #- @? @@ ' +
    '&& &< &> -|- <<= >>= <<| |>> &<| |&> <-> !! @-@ ## ?# ?- ?-| ?|| ~= ^@'
  ).split(' '),
);
/** Types of Postgres itself. A cast to any other may call a function that somebody wrote. */
const TYPES = new Set(
  (
    'bigint bit bool boolean box bpchar bytea char cidr circle date daterange decimal float4 float8 inet int int2 int4 int4range int8 int8range integer ' +
    'interval json jsonb jsonpath line lseg macaddr macaddr8 money name numeric numrange oid path pg_lsn pg_snapshot point polygon real regclass regnamespace ' +
    'regoper regoperator regproc regprocedure regrole regtype serial smallint text tid time timestamp timestamptz timetz tsquery tsrange tstzrange tsvector ' +
    'txid_snapshot unknown uuid varbit varchar xid xid8 xml'
  ).split(' '),
);

/** Ways to take a sample of a table that Postgres brings along. */
const SAMPLES = new Set(['bernoulli', 'system']);

type Named = { kind?: string; name?: Words; names?: Words; useOp?: Words; operName?: Words; method?: Words };
type Words = { String?: { sval?: string } }[];

const wordsOf = (words: Words = []) => words.map((word) => word.String?.sval ?? '');
const isForeign = (path: string[], own: ReadonlySet<string>) =>
  (path.length > 1 && path.at(-2) !== 'pg_catalog') || !own.has(path.at(-1) ?? '');

/** The first operator or type of a statement that is not Postgres' own. */
export function ownOperator(tree: SqlNode): string | null {
  for (const [key, value] of nodesOf(tree)) {
    const { kind, name, names, useOp, operName, method } = (value ?? {}) as Named;
    const operator = key === 'A_Expr' && !kind?.includes('BETWEEN') ? name : key === 'SortBy' ? useOp : operName;
    if (operator && isForeign(wordsOf(operator), OPERATORS)) return `the operator ${wordsOf(operator).join('.')}`;
    if ((key === 'typeName' || key === 'TypeName') && names && isForeign(wordsOf(names), TYPES))
      return `the type ${wordsOf(names).join('.')}`;
    if (key === 'RangeTableSample' && method && isForeign(wordsOf(method), SAMPLES)) return `the sample ${wordsOf(method).join('.')}`;
  }
  return null;
}
