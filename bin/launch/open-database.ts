import type { Env } from '@/lib/env';
import { startEmbeddedPostgres } from '@/lib/postgres/embedded-postgres';
import { checkDatabase } from './check-database';

export type Database = {
  url: string;
  /** The built-in server's superuser; null for a database of one's own. */
  adminUrl: string | null;
  stop(): Promise<void>;
};

/** The database of DATABASE_URL when that is set, the built-in one otherwise. Throws StartError when it cannot be used. */
export async function openDatabase(env: Env): Promise<Database> {
  if (env.DATABASE_URL) {
    await checkDatabase(env.DATABASE_URL);
    return { url: env.DATABASE_URL, adminUrl: null, stop: async () => {} };
  }
  return startEmbeddedPostgres({ dataDir: env.DATA_DIR, report: (line) => console.error(line) });
}
