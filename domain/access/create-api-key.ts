import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { db, type Tx } from '@/lib/db';
import { authorise } from './authorise';
import { covers } from './rules';
import type { CreateApiKey } from './schema';
import { API_KEY_MARK, newSecret, secretHash, secretPrefix } from './secrets';

const DAY_MS = 86_400_000;

/** A key as it is handed out: `secret` is shown now and never again. */
export type IssuedApiKey = { id: string; secret: string; expiresAt: string };

/** Makes a key for scripts. Throws forbidden for a role that may do more than the person who makes it. */
export async function createApiKey(ctx: Context, input: z.output<typeof CreateApiKey>): Promise<IssuedApiKey> {
  authorise(ctx, 'access.manage');
  const beyond = ctx.actor.kind === 'system' ? undefined : input.roles.find((role) => !covers(ctx.roles, role));
  if (beyond) throw new DomainError('forbidden', `A key cannot do more than you: you lack rights of the role ${beyond}.`);
  const secret = newSecret(API_KEY_MARK);
  const id = randomUUID();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + input.days * DAY_MS);
  return db().$transaction(async (tx) => {
    const createdById = await maker(tx, ctx);
    const stored = { prefix: secretPrefix(secret), secretHash: secretHash(secret) };
    await tx.apiKey.create({ data: { id, name: input.name, roles: input.roles, createdById, createdAt: now, expiresAt, ...stored } });
    const data = { name: input.name, roles: input.roles, prefix: stored.prefix, expiresAt: expiresAt.toISOString() };
    await recordAudit(tx, ctx, { action: 'api_key_created', subjectType: 'api_key', subjectId: id, data });
    return { id, secret, expiresAt: expiresAt.toISOString() };
  });
}

/** The person who answers for the key; for a key made by a key, the one who made that. */
async function maker(tx: Tx, { actor }: Context): Promise<string | null> {
  if (actor.kind === 'user') return actor.id;
  if (actor.kind === 'system' || !actor.id) return null;
  const parent = await tx.apiKey.findUniqueOrThrow({ where: { id: actor.id }, select: { createdById: true } });
  return parent.createdById;
}
