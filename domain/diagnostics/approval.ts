import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import type { Tx } from '@/lib/db';
import { signOf } from '@/lib/seal';
import type { Offer } from './offered-block';
import type { RequestRun } from './schema';

const SECRETS_PURPOSE = 'approval-secrets';

/** What binds an approval to the secrets that were asked for, without keeping them; null when there are none. */
export function signOfSecrets(approval: string, secrets: Offer['secrets']): string | null {
  const named = Object.entries(secrets).sort(([a], [b]) => (a < b ? -1 : 1));
  return named.length ? signOf(SECRETS_PURPOSE, JSON.stringify([approval, named])) : null;
}

/**
 * Uses up the approval that a destructive run needs, and gives the name of who approved. It must be for this person, this
 * very block, these inputs (secrets too) and this incident, decided by another, unused and not expired.
 */
export async function takeApproval(tx: Tx, ctx: Context, input: RequestRun, offer: Offer, runId: string): Promise<string> {
  if (!input.approval)
    throw new DomainError(
      'forbidden',
      'This is destructive: request approval by another commander first, or break the glass with a reason.',
    );
  const { count } = await tx.approval.updateMany({
    where: {
      id: input.approval,
      state: 'approved',
      runId: null,
      requestedById: ctx.actor.id ?? undefined,
      incident: { number: input.incident ?? -1 },
      runbook: input.runbook,
      blockId: offer.block.id,
      contentHash: offer.block.contentHash,
      inputs: { equals: offer.shown },
      secretsSign: signOfSecrets(input.approval, offer.secrets),
      expiresAt: { gt: new Date() },
    },
    data: { runId },
  });
  if (count === 0) throw new DomainError('conflict', 'This approval is not for this run, was used, or has expired. Request a new one.');
  const { decidedByName } = await tx.approval.findUniqueOrThrow({ where: { id: input.approval } });
  return decidedByName ?? '';
}
