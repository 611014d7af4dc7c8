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
  /** What of ours asks for it, when no person does. */
  due?: Due;
};

/** What a run is due for; the same slot is run once, however many engines see that it is due. */
export type Due = { origin: 'schedule'; scheduleId: string; slot: string } | { origin: 'rehearsal'; rehearsalId: string; slot: string };

const TYPES = {
  id: 'uuid',
  runbook: 'text',
  blockId: 'text',
  blockTitle: 'text',
  kind: 'text',
  effect: '"Effect"',
  target: 'text',
  environment: 'text',
  contentHash: 'text',
  block: 'jsonb',
  inputs: 'jsonb',
  incidentId: 'uuid',
  requestedByKind: '"ActorKind"',
  requestedById: 'uuid',
  requestedByName: 'text',
  idempotencyKey: 'text',
  requestHash: 'text',
  approvedByName: 'text',
  brokenGlass: 'text',
  followsRunId: 'uuid',
  follows: 'text',
  sealedSecrets: 'bytea',
  origin: '"RunOrigin"',
  scheduleId: 'uuid',
  rehearsalId: 'uuid',
  slot: 'text',
};
type Columns = Record<keyof typeof TYPES, unknown>;

const COLUMNS = Prisma.raw(
  Object.keys(TYPES)
    .map((name) => `"${name}"`)
    .join(', '),
);
const TYPED = Prisma.raw(
  Object.entries(TYPES)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', '),
);

/**
 * Writes queued runs of one person, all in one incident or none, and their records in one statement, so that one round trip
 * commits them. False for one whose idempotency key the person has used already or whose slot has been run, or who has as many runs
 * waiting as one may have.
 */
async function insertRuns(tx: Tx, ctx: Context, runs: NewRun[]): Promise<boolean[]> {
  // One value, however many runs: the statement and its plan stay the same.
  const rows = runs.map((run, place) => ({ place, details: detailsOf(run), ...columnsOf(ctx, run) }));
  const inserted = await tx.$queryRaw<{ id: string }[]>`
    WITH asked AS (SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS asked (place int, details jsonb, ${TYPED})),
    changed AS (
      INSERT INTO run (${COLUMNS}) SELECT ${COLUMNS} FROM asked
      WHERE place + (SELECT count(*) FROM run WHERE "requestedById" = ${ctx.actor.id}::uuid AND state IN ('queued', 'running')) < ${MAX_WAITING_PER_PERSON}
      ON CONFLICT DO NOTHING RETURNING *)
    SELECT changed.id, ${recordingRun(ctx, 'run_requested', Prisma.sql`asked.details`)}
    FROM changed JOIN asked USING (id), ${ALL_CHANGED} ORDER BY asked.place`;
  const made = new Set(inserted.map(({ id }) => id));
  return runs.map(({ id }) => made.has(id));
}

const detailsOf = ({ input, offer, approvedBy }: NewRun) => ({
  inputs: offer.shown,
  breakGlass: input.breakGlass?.reason ?? null,
  approvedBy,
});

function columnsOf({ actor }: Context, run: NewRun): Columns {
  const { id, input, incidentId, idempotencyKey, requestHash } = run;
  const { block, target, shown, secrets } = run.offer;
  return {
    ...{ id, runbook: input.runbook, blockId: block.id, blockTitle: block.title, kind: block.kind, effect: block.effect },
    ...{ target: target.name, environment: target.environment, contentHash: block.contentHash, block, inputs: shown, incidentId },
    ...{ requestedByKind: actor.kind, requestedById: actor.id, requestedByName: actor.name, idempotencyKey, requestHash },
    ...{ approvedByName: run.approvedBy, brokenGlass: input.breakGlass?.reason ?? null },
    followsRunId: input.follows?.run ?? null,
    follows: input.follows?.as ?? null,
    sealedSecrets: Object.keys(secrets).length ? `\\x${Buffer.from(seal(SECRETS_PURPOSE, JSON.stringify(secrets))).toString('hex')}` : null,
    origin: run.due?.origin ?? 'request',
    scheduleId: run.due?.origin === 'schedule' ? run.due.scheduleId : null,
    rehearsalId: run.due?.origin === 'rehearsal' ? run.due.rehearsalId : null,
    slot: run.due?.slot ?? null,
  };
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
