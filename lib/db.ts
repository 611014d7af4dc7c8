import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '@/prisma/generated/client';
import { askPool, openPool } from './db-pool';
import { env } from './env';
import { log } from './log';

const POOL_SIZE = 10;
/** Each connection keeps the plans of so many statements; they differ in their values only. */
const PLANNED_STATEMENTS = 200;
/** A burst waits for a connection rather than being refused; a transaction that takes this long is stuck. */
const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };

const names = new Map<string, string>();

/** The name under which Postgres keeps a statement's plan; none once there are many, so that odd ones do not fill its memory. */
function planName({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known || names.size >= PLANNED_STATEMENTS) return known ?? '';
  const name = `sitrep-${names.size + 1}`;
  names.set(sql, name);
  return name;
}

function connect(): PrismaClient {
  const connectionString = env().DATABASE_URL;
  if (!connectionString) throw new Error('DATABASE_URL is not set; the launcher sets it for the embedded Postgres');
  const adapter = new PrismaPg(openPool({ connectionString, max: POOL_SIZE, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 60_000 }), {
    disposeExternalPool: true,
    // Without a listener a restart of Postgres ends this process.
    onPoolError: (error) => log.warn({ error: error.message }, 'database connection lost'),
    statementNameGenerator: planName,
  });
  return new PrismaClient({ adapter, transactionOptions: TRANSACTION });
}

const kept = globalThis as { sitrepDb?: PrismaClient };

/** The one Prisma client of this process; made at first use. */
export const db = (): PrismaClient => {
  kept.sitrepDb ??= connect();
  return kept.sitrepDb;
};

/**
 * The rows of one statement, straight from the pool. For what is asked for most often: the client's own work on a statement takes
 * as long as a note's whole statement does.
 */
export function ask<Row extends object>(sql: Prisma.Sql): Promise<Row[]> {
  db();
  return askPool<Row>({ name: planName({ sql: sql.text }), text: sql.text, values: sql.values });
}

export type Tx = Prisma.TransactionClient;
export { Prisma };
