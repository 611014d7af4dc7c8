import type { Effect, RunState } from '@/prisma/generated/enums';
import type { Tx } from './db';

/** What engines tell each other through Postgres. A hint only: the rows are the truth. */
export type Notice =
  /** `item` is the event itself, where it fits and anyone may hear it. */
  | { topic: 'timeline'; incident: number; seq: number; item?: unknown }
  | { topic: 'run'; id: string; state: RunState; person: string | null; effect: Effect }
  | { topic: 'cancel'; id: string }
  /** The outbox has something to send. */
  | { topic: 'delivery' }
  /** Who may know of this incident has changed. */
  | { topic: 'sight'; incident: number }
  /** Someone came into this incident's room, or left it. */
  | { topic: 'presence'; incident: number }
  | { topic: 'access'; user?: string; session?: string; key?: string };

export const NOTICE_CHANNEL = 'sitrep';

/** Tells every engine, when the transaction commits. */
export async function notify(tx: Tx, notice: Notice): Promise<void> {
  await tx.$queryRaw`SELECT pg_notify(${NOTICE_CHANNEL}, ${JSON.stringify(notice)})::text`;
}

const here = new Set<(notice: Notice) => void>();

/** Hears what this process itself has committed, before Postgres tells everyone of it. Returns what ends it. */
export function hearHere(listener: (notice: Notice) => void): () => void {
  here.add(listener);
  return () => void here.delete(listener);
}

/** Tells this process at once of what it has just committed; the same notice comes by Postgres too, and may be heard twice. */
export function tellHere(notice: Notice): void {
  for (const listener of here) listener(notice);
}
