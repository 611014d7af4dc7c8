import { DomainError } from '@/domain/errors';
import { db, type Tx } from '@/lib/db';
import { addressBlock, FAILURE_WINDOW_MS, FAILURES_ALLOWED, retryAt } from './rules';
import { secretHash } from './secrets';

/** A try that counts as failed until it is forgiven. */
export type Attempt = { accountKey: string; addressRow: bigint | null };

const HOUR_MS = 3_600_000;

/** Milliseconds that a try waits for a connection, and then for the tries of the same account before it. */
const WAITING = { maxWait: 5_000, timeout: 10_000 };

/**
 * Counts this try as failed before the password is looked at, so that a thousand at once cannot slip through together.
 * Throws unavailable, with the time of the next try, when the account or the address has failed too often.
 */
export async function countAttempt(email: string, address: string | null): Promise<Attempt> {
  // Hashed: people type passwords into the e-mail field.
  const accountKey = `account:${secretHash(email)}`;
  const addressKey = address === null ? null : `address:${addressBlock(address)}`;
  return db().$transaction(async (tx) => {
    const now = new Date();
    await refuseTooMany(tx, accountKey, FAILURES_ALLOWED.account, now);
    if (addressKey) await refuseTooMany(tx, addressKey, FAILURES_ALLOWED.address, now);
    await tx.signInFailure.deleteMany({ where: { at: { lt: new Date(now.getTime() - HOUR_MS) } } });
    await tx.signInFailure.create({ data: { key: accountKey, at: now } });
    const row = addressKey && (await tx.signInFailure.create({ data: { key: addressKey, at: now } }));
    return { accountKey, addressRow: row ? row.id : null };
  }, WAITING);
}

/** Takes back a try that succeeded: the account starts anew, the address only loses this one. */
export async function forgiveAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await tx.signInFailure.deleteMany({
    where: { OR: [{ key: attempt.accountKey }, ...(attempt.addressRow ? [{ id: attempt.addressRow }] : [])] },
  });
}

async function refuseTooMany(tx: Tx, key: string, allowed: number, now: Date): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 7270736902))::text`;
  const failures = await tx.signInFailure.findMany({
    where: { key, at: { gt: new Date(now.getTime() - FAILURE_WINDOW_MS) } },
    select: { at: true },
  });
  const next = retryAt(
    failures.map((failure) => failure.at),
    allowed,
    now,
  );
  if (next)
    throw new DomainError(
      'unavailable',
      `Too many failed sign-ins. Try again in ${inWords(next.getTime() - now.getTime())}, at ${next.toISOString().slice(11, 19)} UTC.`,
    );
}

function inWords(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1_000);
  if (seconds < 90) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
