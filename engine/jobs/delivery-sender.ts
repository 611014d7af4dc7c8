import { systemContext } from '@/domain/context';
import { type ClaimedDelivery, claimDeliveries, dueLanes } from '@/domain/deliveries/claim-deliveries';
import { finishDelivery, type RecordFailure } from '@/domain/deliveries/finish-delivery';
import { sendDelivery } from '@/domain/deliveries/send-delivery';
import { recordEvent } from '@/domain/incidents/record-event';
import { log } from '@/lib/log';

/** At once by one way out; each has room of its own, so that one that hangs holds up no other. */
const LANE_LIMIT = 4;
/** What is under way when the engine leaves may take so long to end. */
const LEAVE_LIMIT_MS = 2_000;

const recordFailure: RecordFailure = async (tx, { id, incidentId, updateId, kind, recipient }, { message }) => {
  if (!incidentId) return;
  const data = { delivery: id, update: updateId, kind, recipient, error: message };
  await recordEvent(tx, systemContext(), incidentId, { type: 'delivery_failed', data });
};

/** Empties the outbox: takes what is due, lane by lane, and sends it. Any number of engines may do so at once. */
export class DeliverySender {
  #busy = new Map<string, Set<Promise<void>>>();
  #looking: Promise<void> | undefined;
  #again = false;
  #closed = false;

  /** Looks for what is due; called while it looks, it looks once more. */
  sweep(): Promise<void> {
    this.#again = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Takes nothing new and waits a little for what is under way. What does not end keeps its lease: another engine sends it again, marked. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.race([this.idle(), new Promise((resolve) => setTimeout(resolve, LEAVE_LIMIT_MS).unref())]);
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    for (const busy of this.#busy.values()) while (busy.size > 0) await Promise.allSettled(busy);
    await this.#looking;
  }

  async #look(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      for (const lane of await dueLanes()) await this.#fill(lane);
    }
  }

  async #fill(lane: string): Promise<void> {
    const busy = this.#busy.get(lane) ?? new Set();
    const room = LANE_LIMIT - busy.size;
    if (room <= 0 || this.#closed) return;
    this.#busy.set(lane, busy);
    for (const delivery of await claimDeliveries(lane, room)) {
      const work = this.#send(delivery).finally(() => {
        busy.delete(work);
        void this.sweep().catch(() => {});
      });
      busy.add(work);
    }
  }

  async #send(delivery: ClaimedDelivery): Promise<void> {
    try {
      await finishDelivery(delivery, await sendDelivery(delivery), recordFailure);
    } catch (error) {
      log.warn({ delivery: delivery.id, error: (error as Error).message }, 'a delivery could not be finished; it is tried again, marked');
    }
  }
}
