import { loadModule, parseSync } from 'libpg-query';

type Node = Record<string, unknown>;

const ALWAYS = new Set([
  'AlterSystemStmt',
  'CreatedbStmt',
  'DropdbStmt',
  'AlterDatabaseStmt',
  'CreateTableSpaceStmt',
  'DropTableSpaceStmt',
  'CallStmt',
]);
const option = (statement: Node, name: string) =>
  ((statement.params ?? statement.options ?? []) as { DefElem?: { defname?: string } }[]).some((each) => each.DefElem?.defname === name);

/** Of statements that are sometimes fine within a transaction: when they are not. */
const SOMETIMES: Record<string, (statement: Node) => boolean> = {
  IndexStmt: (statement) => statement.concurrent === true,
  DropStmt: (statement) => statement.concurrent === true,
  ReindexStmt: (statement) => option(statement, 'concurrently') || statement.kind !== 'REINDEX_OBJECT_INDEX',
  VacuumStmt: (statement) => statement.is_vacuumcmd === true,
  ClusterStmt: (statement) => statement.relation === undefined,
  RepackStmt: () => true,
  AlterTableStmt: (statement) =>
    ((statement.cmds ?? []) as { AlterTableCmd?: { subtype?: string; def?: { PartitionCmd?: { concurrent?: boolean } } } }[]).some(
      ({ AlterTableCmd: command }) => command?.subtype === 'AT_DetachPartition' && command.def?.PartitionCmd?.concurrent === true,
    ),
  CreateSubscriptionStmt: () => true,
  DropSubscriptionStmt: () => true,
};

/** Whether Postgres refuses this statement inside a transaction block (CREATE INDEX CONCURRENTLY, VACUUM, ALTER SYSTEM, …). */
export async function endsTransactions(text: string, kind: string): Promise<boolean> {
  if (ALWAYS.has(kind)) return true;
  const check = SOMETIMES[kind];
  if (!check) return false;
  await loadModule();
  const statement = (parseSync(text).stmts?.[0]?.stmt ?? {}) as Record<string, Node>;
  return check(statement[kind] ?? {});
}
