import { createHash, randomUUID } from 'node:crypto';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, DomainError, invalid, notFound } from '@/domain/errors';
import { recordEvent } from '@/domain/incidents/record-event';
import { isOpen } from '@/domain/incidents/rules';
import { db, type Prisma, type Tx } from '@/lib/db';
import { notify } from '@/lib/notify';
import { sandboxLevel } from '@/lib/sandbox/level';
import { seal } from '@/lib/seal';
import { takeApproval } from './approval';
import { type Offer, offeredBlock } from './offered-block';
import { asksForTyping, MAX_WAITING_PER_PERSON, permissionToRun } from './rules';
import type { RequestRun } from './schema';

export const SECRETS_PURPOSE = 'run-secrets';

type Where = { id: string; number: number } | null;

/**
 * Records that a block is to be run and tells the engines; nothing starts before this is committed. The same
 * idempotency key by the same person gives the same run. Refuses what the person may not run, a block that changed since
 * it was shown, bad inputs, and a change without its confirmation or, if destructive, its approval.
 */
export async function requestRun(ctx: Context, input: RequestRun, options: { idempotencyKey?: string } = {}): Promise<{ id: string }> {
  authorise(ctx, 'run.read_only');
  const key = options.idempotencyKey;
  const requestHash = key ? createHash('sha256').update(JSON.stringify(input)).digest('hex') : null;
  if (key) {
    const earlier = await earlierRun(ctx, key, requestHash);
    if (earlier) return earlier;
  }
  const offer = await offeredBlock(input);
  const incident = await incidentOf(input);
  await mayRun(ctx, input, offer, incident);
  const row = runRow(ctx, input, offer, incident, { key: key ?? null, requestHash });
  await db().$transaction(async (tx) => {
    const approvedBy = offer.block.effect === 'destructive' && !input.breakGlass ? await takeApproval(tx, ctx, input, offer, row.id) : null;
    const { count } = await tx.run.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return;
    await notify(tx, { topic: 'run', id: row.id, state: 'queued', person: ctx.actor.id, effect: row.effect });
    await recordRequest(tx, ctx, input, offer, { runId: row.id, incident, approvedBy });
  });
  return (key && (await earlierRun(ctx, key, requestHash))) || { id: row.id };
}

async function earlierRun(ctx: Context, key: string, requestHash: string | null): Promise<{ id: string } | null> {
  const earlier = await db().run.findFirst({
    where: { requestedById: ctx.actor.id, idempotencyKey: key },
    select: { id: true, requestHash: true },
  });
  if (earlier && earlier.requestHash !== requestHash)
    throw conflict('This Idempotency-Key was already used for another run. Use a new key.');
  return earlier ? { id: earlier.id } : null;
}

async function incidentOf(input: RequestRun): Promise<Where> {
  if (!input.incident) return null;
  const found = await db().incident.findUnique({ where: { number: input.incident }, select: { id: true, number: true, status: true } });
  if (!found) throw notFound(`Incident #${input.incident}`);
  if (!isOpen(found.status)) throw conflict(`Incident #${found.number} is ${found.status}. Reopen it, or run this outside of it.`);
  return { id: found.id, number: found.number };
}

async function mayRun(ctx: Context, input: RequestRun, { block, target }: Offer, incident: Where): Promise<void> {
  authorise(ctx, permissionToRun(block.effect, incident !== null, input.breakGlass !== undefined));
  if (block.effect !== 'read') {
    // A script that sends the block's hash has nothing to misclick; a person must have seen what would run.
    if (!input.confirmation && ctx.actor.kind === 'user')
      throw invalid('confirmation', 'this changes something: confirm it with {"target": the name of the target}');
    if (asksForTyping(block.effect, target.environment) && input.confirmation?.target !== target.name)
      throw invalid('confirmation.target', `type the name of the production target, ${target.name}`);
    if (block.kind === 'bash' && sandboxLevel() === 'none')
      throw new DomainError(
        'forbidden',
        'Scripts that change something are off: this machine has no sandbox. Install bubblewrap and restart.',
      );
  }
  if (block.effect === 'destructive' && !incident) throw invalid('incident', 'something destructive runs only inside an open incident');
  const waiting = await db().run.count({ where: { requestedById: ctx.actor.id, state: { in: ['queued', 'running'] } } });
  if (waiting >= MAX_WAITING_PER_PERSON)
    throw new DomainError('unavailable', `You have ${waiting} runs waiting or running. Wait for some to end, or cancel them.`);
}

function runRow(
  ctx: Context,
  input: RequestRun,
  { block, target, shown, secrets }: Offer,
  incident: Where,
  once: { key: string | null; requestHash: string | null },
) {
  return {
    id: randomUUID(),
    runbook: input.runbook,
    blockId: block.id,
    blockTitle: block.title,
    kind: block.kind,
    effect: block.effect,
    target: target.name,
    environment: target.environment,
    contentHash: block.contentHash,
    block: block as unknown as Prisma.InputJsonObject,
    inputs: shown,
    incidentId: incident?.id ?? null,
    requestedByKind: ctx.actor.kind,
    requestedById: ctx.actor.id,
    requestedByName: ctx.actor.name,
    idempotencyKey: once.key,
    requestHash: once.requestHash,
    followsRunId: input.follows?.run ?? null,
    follows: input.follows?.as ?? null,
    sealedSecrets: Object.keys(secrets).length ? seal(SECRETS_PURPOSE, JSON.stringify(secrets)) : null,
  } satisfies Prisma.RunCreateManyInput;
}

type Recorded = { runId: string; incident: Where; approvedBy: string | null };

async function recordRequest(
  tx: Tx,
  ctx: Context,
  input: RequestRun,
  { block, target, shown }: Offer,
  { runId, incident, approvedBy }: Recorded,
): Promise<void> {
  const data = {
    run: runId,
    runbook: input.runbook,
    block: block.id,
    title: block.title,
    kind: block.kind,
    effect: block.effect,
    target: target.name,
    environment: target.environment,
    inputs: shown,
    breakGlass: input.breakGlass?.reason ?? null,
    approvedBy,
  };
  if (incident) await recordEvent(tx, ctx, incident.id, { type: 'run_requested', data });
  else await recordAudit(tx, ctx, { action: 'run_requested', subjectType: 'run', subjectId: runId, data });
}
