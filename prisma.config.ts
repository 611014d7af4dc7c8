import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'prisma/config';

const root = import.meta.dirname;

// Prisma's own engine is a download; this one is built from the packages that are installed anyway (docs/decisions).
if (process.platform !== 'win32') process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(root, 'prisma/schema-engine.mjs');
process.env.CHECKPOINT_DISABLE ??= '1';

/** The database of the running console, so that Prisma's commands need no setting in a working copy. */
function embeddedUrl(): string {
  const file = path.join(process.env.DATA_DIR || path.join(root, '.data'), 'postgres.json');
  if (!existsSync(file)) return '';
  const { port, adminPassword } = JSON.parse(readFileSync(file, 'utf8')) as { port: number; adminPassword: string };
  return `postgresql://postgres:${adminPassword}@127.0.0.1:${port}/sitrep`;
}

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL || embeddedUrl() },
});
