import type { Context } from '@/domain/context';
import { Prisma, type Tx } from '@/lib/db';
import { seal } from '@/lib/seal';
import type { Offer } from './offered-block';
import { recordingRun } from './recording-run';
import { MAX_WAITING_PER_PERSON } from './rules';
import type { RequestRun } from './schema';

export const SECRETS_PURPOSE = 'run-secrets';

export type NewRun = {
  input: RequestRun;
  offer: Offer;
  incidentId: string | null;
  idempotencyKey: string | null;
  requestHash: string | null;
  approvedBy: string | null;
};

/**
 * Writes the queued run and its record in one statement, so that one round trip commits both. Null when the person has
 * used this idempotency key already, or has as many runs waiting as one may have.
 */
export async function insertRun(tx: Tx, ctx: Context, id: string, run: NewRun): Promise<string | null> {
  const { input, offer, approvedBy } = run;
  const details = JSON.stringify({ inputs: offer.shown, breakGlass: input.breakGlass?.reason ?? null, approvedBy });
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH changed AS (
      INSERT INTO run (id, runbook, "blockId", "blockTitle", kind, effect, target, environment, "contentHash", block, inputs, "incidentId",
        "requestedByKind", "requestedById", "requestedByName", "idempotencyKey", "requestHash", "followsRunId", follows, "sealedSecrets")
      SELECT ${values(ctx, id, run)}
      WHERE (SELECT count(*) FROM run WHERE "requestedById" = ${ctx.actor.id}::uuid AND state IN ('queued', 'running')) < ${MAX_WAITING_PER_PERSON}
      ON CONFLICT ("requestedById", "idempotencyKey") DO NOTHING RETURNING *)
    SELECT changed.id, ${recordingRun(ctx, 'run_requested', Prisma.sql`${details}::jsonb`)} FROM changed`;
  return rows[0]?.id ?? null;
}

function values(ctx: Context, id: string, { input, offer, incidentId, idempotencyKey, requestHash }: NewRun): Prisma.Sql {
  const { block, target, shown, secrets } = offer;
  const { actor } = ctx;
  const sealed = Object.keys(secrets).length ? seal(SECRETS_PURPOSE, JSON.stringify(secrets)) : null;
  return Prisma.sql`${id}::uuid, ${input.runbook}, ${block.id}, ${block.title}, ${block.kind}, ${block.effect}::"Effect", ${target.name},
    ${target.environment}, ${block.contentHash}, ${JSON.stringify(block)}::jsonb, ${JSON.stringify(shown)}::jsonb, ${incidentId}::uuid,
    ${actor.kind}::"ActorKind", ${actor.id}::uuid, ${actor.name}, ${idempotencyKey}, ${requestHash}, ${input.follows?.run ?? null}::uuid,
    ${input.follows?.as ?? null}, ${sealed}::bytea`;
}
