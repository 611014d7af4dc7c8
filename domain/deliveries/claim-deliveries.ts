import { db, Prisma } from '@/lib/db';
import type { ChannelKind } from '@/prisma/generated/enums';

/** Longer than any way out may take; whoever has not finished by then is taken for dead. */
const LEASE_SECONDS = 30;

/** What is sent one beside the other and holds up nothing else: all e-mail goes by one server, every other channel by its own. */
const LANE = Prisma.sql`CASE WHEN kind = 'email' THEN 'email' ELSE coalesce("channelId"::text, kind::text) END`;
const DUE = Prisma.sql`((state = 'queued' AND "nextAttemptAt" <= now()) OR (state = 'sending' AND "leaseUntil" < now()))`;

export type ClaimedDelivery = {
  id: string;
  incidentId: string | null;
  updateId: string | null;
  channelId: string | null;
  kind: ChannelKind;
  recipient: string;
  subject: string;
  body: string;
  calendar: string | null;
  /** This try included. */
  attempts: number;
  /** An earlier try began whose end is not known. */
  maybeRepeated: boolean;
  /** When it was queued, or a person last said: try again. */
  since: Date;
};

/** The lanes in which something is due. */
export async function dueLanes(): Promise<string[]> {
  const rows = await db().$queryRaw<{ lane: string }[]>`SELECT DISTINCT ${LANE} AS lane FROM delivery WHERE ${DUE}`;
  return rows.map(({ lane }) => lane);
}

/**
 * Takes up to `most` due deliveries of a lane for a lease of seconds; the try is committed before anyone is called. One whose lease ran
 * out is taken again, marked as a possible repeat. No two engines take the same.
 */
export async function claimDeliveries(lane: string, most: number): Promise<ClaimedDelivery[]> {
  return db().$queryRaw<ClaimedDelivery[]>`
    WITH due AS (
      SELECT id FROM delivery WHERE ${LANE} = ${lane} AND ${DUE}
      ORDER BY "nextAttemptAt", "queuedAt" LIMIT ${most} FOR UPDATE SKIP LOCKED)
    UPDATE delivery SET state = 'sending', attempts = attempts + 1, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS}),
      "maybeRepeated" = "maybeRepeated" OR state = 'sending'
    FROM due WHERE delivery.id = due.id
    RETURNING delivery.id::text, "incidentId"::text, "updateId"::text, "channelId"::text, kind::text AS kind, recipient, subject, body, calendar,
      attempts, "maybeRepeated", coalesce("retriedAt", "queuedAt") AS since`;
}
