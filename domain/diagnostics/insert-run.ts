import type { Context } from '@/domain/context';
import { db, Prisma, type Tx } from '@/lib/db';
import { seal } from '@/lib/seal';
import { together } from '@/lib/together';
import type { Offer } from './offered-block';
import { ALL_CHANGED, recordingRun } from './recording-run';
import { MAX_WAITING_PER_PERSON } from './rules';
import type { RequestRun } from './schema';

export const SECRETS_PURPOSE = 'run-secrets';
/** Of a burst of requests, so many are recorded by one statement. */
const MOST_AT_ONCE = 24;

export type NewRun = {
  id: string;
  input: RequestRun;
  offer: Offer;
  incidentId: string | null;
  idempotencyKey: string | null;
  requestHash: string | null;
  approvedBy: string | null;
};

const COLUMNS = Prisma.raw(
  [
    'id runbook blockId blockTitle kind effect target environment contentHash block inputs incidentId requestedByKind requestedById',
    'requestedByName idempotencyKey requestHash followsRunId follows sealedSecrets',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `"${name}"`)
    .join(', '),
);

/**
 * Writes queued runs of one person, all in one incident or none, and their records in one statement, so that one round trip
 * commits them. False for one whose idempotency key the person has used already, or who has as many runs waiting as one may have.
 */
async function insertRuns(tx: Tx, ctx: Context, runs: NewRun[]): Promise<boolean[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH asked (place, details, ${COLUMNS}) AS (VALUES ${Prisma.join(runs.map((run, place) => values(ctx, run, place)))}),
    changed AS (
      INSERT INTO run (${COLUMNS}) SELECT ${COLUMNS} FROM asked
      WHERE place + (SELECT count(*) FROM run WHERE "requestedById" = ${ctx.actor.id}::uuid AND state IN ('queued', 'running')) < ${MAX_WAITING_PER_PERSON}
      ON CONFLICT ("requestedById", "idempotencyKey") DO NOTHING RETURNING *)
    SELECT changed.id, ${recordingRun(ctx, 'run_requested', Prisma.sql`asked.details`)}
    FROM changed JOIN asked USING (id), ${ALL_CHANGED} ORDER BY asked.place`;
  const made = new Set(rows.map(({ id }) => id));
  return runs.map(({ id }) => made.has(id));
}

function values(ctx: Context, run: NewRun, place: number): Prisma.Sql {
  const { id, input, incidentId, idempotencyKey, requestHash, approvedBy } = run;
  const { block, target, shown, secrets } = run.offer;
  const { actor } = ctx;
  const sealed = Object.keys(secrets).length ? seal(SECRETS_PURPOSE, JSON.stringify(secrets)) : null;
  const details = JSON.stringify({ inputs: shown, breakGlass: input.breakGlass?.reason ?? null, approvedBy });
  return Prisma.sql`(${place}::int, ${details}::jsonb, ${id}::uuid, ${input.runbook}, ${block.id}, ${block.title}, ${block.kind},
    ${block.effect}::"Effect", ${target.name}, ${target.environment}, ${block.contentHash}, ${JSON.stringify(block)}::jsonb,
    ${JSON.stringify(shown)}::jsonb, ${incidentId}::uuid, ${actor.kind}::"ActorKind", ${actor.id}::uuid, ${actor.name},
    ${idempotencyKey}::text, ${requestHash}::text, ${input.follows?.run ?? null}::uuid, ${input.follows?.as ?? null}::text, ${sealed}::bytea)`;
}

type Asked = { ctx: Context; run: NewRun };

/** Writes a queued run and its record, together with others that the same person asks for meanwhile. False as insertRuns says. */
export const insertRunSoon = together(
  (asked: Asked[]) =>
    insertRuns(
      db(),
      (asked[0] as Asked).ctx,
      asked.map(({ run }) => run),
    ),
  MOST_AT_ONCE,
  ({ ctx, run }) => `${ctx.actor.kind} ${ctx.actor.id} ${ctx.actor.name} ${run.incidentId}`,
);

/** As insertRunSoon, within a transaction that does more. */
export async function insertRun(tx: Tx, ctx: Context, run: NewRun): Promise<boolean> {
  const [made] = await insertRuns(tx, ctx, [run]);
  return made === true;
}
