import { db } from '@/lib/db';
import { unseal } from '@/lib/seal';
import type { Run } from '@/prisma/generated/client';
import { SECRETS_PURPOSE } from './insert-run';

export type ClaimedRun = Run & { incident: { number: number } | null; secrets: Record<string, string> };

/**
 * Takes a queued run for this engine and marks it running; its sealed secrets leave the database with that. Null when
 * another engine has it, or it was cancelled meanwhile.
 */
export async function claimRun(id: string, engineId: string): Promise<ClaimedRun | null> {
  const [row] = await db().$queryRaw<(Run & { number: number | null; sealed: Uint8Array | null })[]>`
    WITH taken AS (SELECT id, "sealedSecrets" FROM run WHERE id = ${id}::uuid AND state = 'queued' AND "cancelRequestedAt" IS NULL FOR UPDATE SKIP LOCKED)
    UPDATE run SET state = 'running', "engineId" = ${engineId}, "startedAt" = date_trunc('milliseconds', clock_timestamp()), "sealedSecrets" = NULL
    FROM taken WHERE run.id = taken.id
    RETURNING run.*, taken."sealedSecrets" AS sealed, (SELECT number FROM incident WHERE incident.id = run."incidentId") AS number`;
  if (!row) return null;
  const { number, sealed, ...run } = row;
  return { ...run, incident: number === null ? null : { number }, secrets: sealed ? JSON.parse(unseal(SECRETS_PURPOSE, sealed)) : {} };
}
