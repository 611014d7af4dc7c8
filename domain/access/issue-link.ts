import type { Tx } from '@/lib/db';
import type { SignInLinkPurpose } from '@/prisma/generated/enums';
import { newSecret, secretHash } from './secrets';

const HOUR_MS = 3_600_000;
const LASTS_MS = { setup: 24 * HOUR_MS, invite: 7 * 24 * HOUR_MS } satisfies Record<SignInLinkPurpose, number>;

/** Makes a one-time link and voids the earlier ones for the same person. The secret is in the path and nowhere else. */
export async function issueLink(tx: Tx, purpose: SignInLinkPurpose, userId: string | null): Promise<{ path: string; expiresAt: Date }> {
  const token = newSecret();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + LASTS_MS[purpose]);
  await tx.signInLink.updateMany({ where: { purpose, userId, usedAt: null }, data: { usedAt: now } });
  await tx.signInLink.create({ data: { tokenHash: secretHash(token), purpose, userId, createdAt: now, expiresAt } });
  return { path: `/set-up/${token}`, expiresAt };
}

/** Uses a link up, under the condition that it is unused and in time. Null when it is not; else whose it is. */
export async function spendLink(tx: Tx, purpose: SignInLinkPurpose, token: string): Promise<{ userId: string | null } | null> {
  const [used] = await tx.$queryRaw<{ userId: string | null }[]>`
    UPDATE sign_in_link SET "usedAt" = now()
    WHERE "tokenHash" = ${secretHash(token)} AND purpose = ${purpose}::"SignInLinkPurpose" AND "usedAt" IS NULL AND "expiresAt" > now()
    RETURNING "userId"::text`;
  return used ?? null;
}
