import { randomUUID } from 'node:crypto';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, DomainError, invalid, notFound } from '@/domain/errors';
import { isOpen } from '@/domain/incidents/rules';
import { visibleTo } from '@/domain/incidents/visible-to';
import { productionObjection } from '@/domain/runbooks/production-objection';
import { db } from '@/lib/db';
import { sandboxLevel } from '@/lib/sandbox/level';
import { signOf } from '@/lib/seal';
import type { Incident } from '@/prisma/generated/client';
import { takeApproval } from './approval';
import { getRun } from './get-run';
import { insertRun, insertRunSoon, type NewRun } from './insert-run';
import { type Offer, offeredBlock } from './offered-block';
import { asksForTyping, MAX_WAITING_PER_PERSON, permissionToRun } from './rules';
import type { RequestRun } from './schema';
import { tellBrokenGlass } from './tell-broken-glass';

/** What was asked for may hold secrets: its sign is kept, from which none can be found by trying. */
const REQUEST_PURPOSE = 'run-request';

type Where = Pick<Incident, 'id' | 'number' | 'severity' | 'title' | 'restricted'> | null;

/**
 * Records that a block is to be run and tells the engines; nothing starts before this is committed. The same
 * idempotency key by the same person gives the same run. Refuses what the person may not run, a block that changed since
 * it was shown, bad inputs, and a change without its confirmation or, if destructive, its approval.
 */
export async function requestRun(ctx: Context, input: RequestRun, options: { idempotencyKey?: string } = {}): Promise<{ id: string }> {
  authorise(ctx, 'run.read_only');
  const key = options.idempotencyKey;
  const requestHash = key ? signOf(REQUEST_PURPOSE, JSON.stringify(input)) : null;
  if (key) {
    const earlier = await earlierRun(ctx, key, requestHash);
    if (earlier) return earlier;
  }
  const offer = await offeredBlock(input);
  const incident = await incidentOf(ctx, input);
  if (input.follows) await getRun(ctx, input.follows.run);
  mayRun(ctx, input, offer, incident);
  const id = randomUUID();
  const run = { id, input, offer, incidentId: incident?.id ?? null, idempotencyKey: key ?? null, requestHash };
  const made =
    offer.block.effect === 'destructive'
      ? await insertLet(ctx, run, incident)
      : await insertRunSoon({ ctx, run: { ...run, approvedBy: null } });
  const known = made ? { id } : key && (await earlierRun(ctx, key, requestHash));
  if (!known)
    throw new DomainError(
      'unavailable',
      `You have ${MAX_WAITING_PER_PERSON} runs waiting or running. Wait for some to end, or cancel them.`,
    );
  return known;
}

/** Records what destroys something, with the approval that it uses up, or with everyone told that the glass was broken. */
async function insertLet(ctx: Context, run: Omit<NewRun, 'approvedBy'>, incident: Where): Promise<boolean> {
  const { id, input, offer } = run;
  return db().$transaction(async (tx) => {
    if (!input.breakGlass) return insertRun(tx, ctx, { ...run, approvedBy: await takeApproval(tx, ctx, input, offer, id) });
    const made = await insertRun(tx, ctx, { ...run, approvedBy: null });
    if (made && incident) await tellBrokenGlass(tx, ctx, { run: id, incident, offer, reason: input.breakGlass.reason });
    return made;
  });
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

async function incidentOf(ctx: Context, input: RequestRun): Promise<Where> {
  if (!input.incident) return null;
  const found = await db().incident.findFirst({
    where: { number: input.incident, ...visibleTo(ctx) },
    select: { id: true, number: true, status: true, severity: true, title: true, restricted: true },
  });
  if (!found) throw notFound(`Incident #${input.incident}`);
  if (!isOpen(found.status)) throw conflict(`Incident #${found.number} is ${found.status}. Reopen it, or run this outside of it.`);
  return found;
}

function mayRun(ctx: Context, input: RequestRun, { block, target, values }: Offer, incident: Where): void {
  authorise(ctx, permissionToRun(block.effect, incident !== null, input.breakGlass !== undefined));
  const objection = productionObjection(block, target, values);
  if (objection) throw new DomainError('forbidden', `${objection}. Restore a backup beside it, or go back one revision.`);
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
}
