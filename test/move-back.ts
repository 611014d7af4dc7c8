import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { APP_DATABASE } from '@/lib/postgres/embedded-postgres';

const iso = (instant: string) => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Virtual time: everything of one incident happened so many minutes earlier. The product has no door for this, and its role
 * could not change what is recorded; it takes the server's superuser. The incident's chain no longer verifies afterwards.
 */
export async function moveBack(adminUrl: string, number: number, minutes: number): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    const id = await client.query('SELECT id FROM incident WHERE number = $1 FOR UPDATE', [number]).then(({ rows }) => rows[0].id);
    const by = `make_interval(mins => ${Math.trunc(minutes)})`;
    const due = iso(`((data->>'dueAt')::timestamptz - ${by})`);
    await client.query(
      `UPDATE timeline_event SET at = at - ${by}, data = CASE WHEN data->>'dueAt' IS NOT NULL THEN jsonb_set(data, '{dueAt}', to_jsonb(${due})) ELSE data END
       WHERE "incidentId" = $1`,
      [id],
    );
    await client.query(
      `UPDATE update_promise SET "madeAt" = "madeAt" - ${by}, "dueAt" = "dueAt" - ${by}, "nudgedAt" = "nudgedAt" - ${by}, "overdueAt" = "overdueAt" - ${by}
       WHERE "incidentId" = $1`,
      [id],
    );
    await client.query(
      `UPDATE incident SET "declaredAt" = "declaredAt" - ${by}, "startedAt" = "startedAt" - ${by}, "acknowledgedAt" = "acknowledgedAt" - ${by},
       "investigatingAt" = "investigatingAt" - ${by}, "resolvedAt" = "resolvedAt" - ${by}, "clocksAt" = now() WHERE id = $1`,
      [id],
    );
    await client.query('INSERT INTO tally_due ("incidentId") VALUES ($1)', [id]);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** The superuser's address of a console's built-in database. */
export function adminUrlOf(dataDir: string): string {
  const { port, adminPassword } = JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8'));
  return `postgresql://postgres:${adminPassword}@127.0.0.1:${port}/${APP_DATABASE}`;
}
