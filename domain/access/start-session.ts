import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';

/** How long a browser stays signed in. */
export const SESSION_DAYS = 14;
const DAY_MS = 86_400_000;
const USER_AGENT_MAX = 300;

/** Where a sign-in comes from, as the front door saw it. */
export type Origin = { address: string | null; userAgent: string | null; requestId: string };

export type StartedSession = { sessionId: string; userId: string };

/** Opens a session for someone who has just proved who they are, and records how. Call it last in the transaction. */
export async function startSession(
  tx: Tx,
  user: { id: string; name: string },
  origin: Origin,
  by: 'password' | 'oidc',
): Promise<StartedSession> {
  const sessionId = randomUUID();
  const now = new Date();
  await tx.session.create({
    data: {
      id: sessionId,
      userId: user.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_DAYS * DAY_MS),
      userAgent: origin.userAgent?.slice(0, USER_AGENT_MAX) ?? null,
      address: origin.address,
    },
  });
  await recordAudit(tx, asUser(user, origin.requestId), {
    action: 'signed_in',
    subjectType: 'session',
    subjectId: sessionId,
    data: { by, address: origin.address },
  });
  return { sessionId, userId: user.id };
}

/** The context of someone who has just proved who they are and has no session yet. */
export const asUser = (user: { id: string; name: string }, requestId: string): Context => ({
  actor: { kind: 'user', id: user.id, name: user.name },
  roles: new Set(),
  requestId,
});
