import { notFound } from '@/domain/errors';
import type { Tx } from '@/lib/db';
import { databaseNow } from './database-now';
import { type Clocked, loadClockHistories } from './load-clock-histories';
import { loadClockRules } from './load-clock-rules';
import { type ClockHistory, endedAt, readClocks } from './read-clocks';
import type { Clock } from './schema';

export type ClocksNow = { history: ClockHistory; clocks: Clock[]; now: Date };

/** The clocks of an incident by the database's clock; under the lock of its row nothing moves them meanwhile. */
export async function clocksNow(tx: Tx, incident: Clocked): Promise<ClocksNow> {
  const history = (await loadClockHistories(tx, [incident])).get(incident.id);
  if (!history) throw notFound('This incident');
  const rules = await loadClockRules(tx, endedAt(history.events));
  const now = await databaseNow(tx);
  return { history, clocks: readClocks(history, rules, now), now };
}
