import { type BodyProblem, isProblem } from './body-lines';
import { readDirectives, wordsOf } from './directives';
import { IN_BRACES, type KindFormat } from './kind-format';

export const MIGRATION_TOOLS = ['alembic', 'prisma'] as const;
export type MigrationTool = (typeof MIGRATION_TOOLS)[number];
/** Which tool, the folder that its migrations are in, and the table that says what was applied. */
export type MigrationsBody = { tool: MigrationTool; folder: string | null; table: { schema: string | null; name: string } };

const TABLES = { alembic: 'alembic_version', prisma: '_prisma_migrations' } satisfies Record<MigrationTool, string>;
const NAME = /^[a-z_][a-z0-9_$]{0,62}$/i;

/** `alembic FOLDER` or `prisma FOLDER`; the folder may be left out, then only the database is asked. `table SCHEMA.NAME` where it is another. */
export function readMigrations(body: string): MigrationsBody | BodyProblem {
  const read = readDirectives(body, { alembic: { least: 0, most: 1 }, prisma: { least: 0, most: 1 }, table: { least: 1, most: 1 } });
  if (isProblem(read)) return read;
  const named = MIGRATION_TOOLS.filter((tool) => read[tool].length > 0);
  const [tool] = named;
  if (!tool || named.length > 1) return { problem: 'write alembic FOLDER or prisma FOLDER' };
  const parts = (wordsOf(read.table)?.[0] ?? TABLES[tool]).split('.');
  const name = parts.at(-1) ?? '';
  if (parts.length > 2 || parts.some((part) => !NAME.test(part)))
    return { problem: 'a table is written as NAME or SCHEMA.NAME', line: read.table[0]?.line };
  return { tool, folder: wordsOf(read[tool])?.[0] ?? null, table: { schema: parts.length > 1 ? (parts[0] ?? null) : null, name } };
}

/** Which migrations a database has had, beside those that its code brings. */
export const migrations: KindFormat = {
  changes: false,
  targets: ['postgres'],
  ...IN_BRACES,
  fields: [
    ...['connected', 'tool', 'current', 'heads', 'pending', 'pendingCount', 'unknown', 'failed', 'edited', 'rows', 'count'],
    ...['upToDate', 'problems', 'error'],
  ],
  read: readMigrations,
};
