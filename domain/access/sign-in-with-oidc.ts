import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/domain/audit/record-audit';
import { DomainError } from '@/domain/errors';
import { db, type Tx } from '@/lib/db';
import type { User } from '@/prisma/generated/client';
import { admitAnyone } from './authorise';
import { OIDC_REFUSALS } from './rules';
import { seenName } from './schema';
import { asUser, type Origin, type StartedSession, startSession } from './start-session';

/** What a verified id token says. `email` is lower case. */
export type Identity = { issuer: string; subject: string; email: string | null; emailVerified: boolean; name: string | null };

/**
 * Opens a session for someone an identity provider vouches for. A subject seen for the first time becomes the user with
 * the same e-mail address, else a new viewer, never an admin; only by a verified address. Throws forbidden when disabled or not to be matched.
 */
export async function signInWithOidc(identity: Identity, origin: Origin): Promise<StartedSession> {
  admitAnyone('identity provider');
  return db().$transaction(async (tx) => {
    const user = (await knownUser(tx, identity)) ?? (await newcomer(tx, identity, origin.requestId));
    if (user.disabledAt) throw refused('Disabled');
    return startSession(tx, user, origin, 'oidc');
  });
}

async function knownUser(tx: Tx, { issuer, subject }: Identity): Promise<User | null> {
  const known = await tx.oidcIdentity.findUnique({ where: { issuer_subject: { issuer, subject } }, select: { userId: true } });
  if (!known) return null;
  await tx.$queryRaw`SELECT id::text FROM "user" WHERE id = ${known.userId}::uuid FOR SHARE`;
  return tx.user.findUniqueOrThrow({ where: { id: known.userId } });
}

async function newcomer(tx: Tx, identity: Identity, requestId: string): Promise<User> {
  // First sign-ins go one at a time: the same person in two tabs is one user.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(7270736903)::text`;
  const { issuer, subject, email } = identity;
  const known = await knownUser(tx, identity);
  if (known) return known;
  if (!email) throw refused('NoEmail');
  if (!identity.emailVerified) throw refused('EmailUnverified');
  const namesake = await tx.user.findUnique({ where: { email }, include: { identities: true } });
  const user = namesake ?? (await createViewer(tx, email, identity.name));
  // Of two subjects of one issuer that bring the same address, one is not who the account is for.
  if (namesake?.identities.some((other) => other.issuer === issuer)) throw refused('EmailTaken');
  await tx.oidcIdentity.create({ data: { issuer, subject, userId: user.id } });
  // Whoever holds the invite now has another way in; an open link would be a second one.
  await tx.signInLink.updateMany({ where: { userId: user.id, usedAt: null }, data: { usedAt: new Date() } });
  await recordAudit(tx, asUser(user, requestId), {
    action: namesake ? 'identity_linked' : 'user_created',
    subjectType: 'user',
    subjectId: user.id,
    data: { issuer, subject, email },
  });
  return user;
}

const refused = (why: keyof typeof OIDC_REFUSALS) => new DomainError('forbidden', OIDC_REFUSALS[why]);

function createViewer(tx: Tx, email: string, name: string | null): Promise<User> {
  return tx.user.create({ data: { id: randomUUID(), email, name: (seenName(name ?? '') || email).slice(0, 120), roles: ['viewer'] } });
}
