import { db } from '@/lib/db';
import { unseal } from '@/lib/seal';
import { together } from '@/lib/together';
import type { Run } from '@/prisma/generated/client';
import { SECRETS_PURPOSE } from './insert-run';
import { VIEW_COLUMNS } from './recording-run';
import type { RunRow } from './run-view';

export type ClaimedRun = RunRow & Pick<Run, 'block'> & { secrets: Record<string, string> };

/** Of a burst of queued runs, so many are taken by one statement. */
const MOST_AT_ONCE = 24;

type Asked = { id: string; engineId: string };
type Row = Omit<RunRow, 'incident'> & Pick<Run, 'block'> & { number: number | null; sealed: Uint8Array | null };

async function claimRuns(asked: Asked[]): Promise<(Row | null)[]> {
  const ids = asked.map(({ id }) => id);
  const rows = await db().$queryRaw<Row[]>`
    WITH taken AS (SELECT id, "sealedSecrets" FROM run WHERE id = ANY(${ids}::uuid[]) AND state = 'queued' AND "cancelRequestedAt" IS NULL
      FOR UPDATE SKIP LOCKED),
    changed AS (UPDATE run SET state = 'running', "engineId" = ${asked[0]?.engineId}, "startedAt" = date_trunc('milliseconds', clock_timestamp()), "sealedSecrets" = NULL
      FROM taken WHERE run.id = taken.id RETURNING run.*)
    SELECT ${VIEW_COLUMNS}, changed.block, taken."sealedSecrets" AS sealed,
      (SELECT number FROM incident WHERE incident.id = changed."incidentId") AS number FROM changed JOIN taken USING (id)`;
  const taken = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => taken.get(id) ?? null);
}

const claimSoon = together(claimRuns, MOST_AT_ONCE, ({ engineId }) => engineId);

/**
 * Takes a queued run for this engine and marks it running, together with others that are to be taken meanwhile; its sealed
 * secrets leave the database with that. Null when another engine has it, or it was cancelled meanwhile.
 */
export async function claimRun(id: string, engineId: string): Promise<ClaimedRun | null> {
  const row = await claimSoon({ id, engineId });
  if (!row) return null;
  const { number, sealed, ...run } = row;
  const incident = number === null ? null : { number };
  return { ...run, incident, secrets: sealed ? JSON.parse(unseal(SECRETS_PURPOSE, sealed)) : {} };
}
