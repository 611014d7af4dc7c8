import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { db } from '@/lib/db';
import type { EventStream } from './event-stream';
import { TimelineFeed } from './timeline-feed';

/** The feeds of the incidents that someone watches on this engine. */
export class Timelines {
  #feeds = new Map<number, TimelineFeed>();

  async add(stream: EventStream, incident: number, after: number): Promise<void> {
    const feed = this.#feeds.get(incident) ?? new TimelineFeed(incident);
    this.#feeds.set(incident, feed);
    stream.onClose(() => feed.readers === 0 && this.#feeds.get(incident) === feed && this.#feeds.delete(incident));
    await feed.add(stream, after);
  }

  /** A notice came: this incident has an event of this number; perhaps it brought the event itself. */
  hint(incident: number, seq: number, item?: TimelineItem): void {
    const feed = this.#feeds.get(incident);
    if (!feed || seq <= feed.last || (item && feed.take(item))) return;
    void feed.refresh().catch(() => {});
  }

  /** The net under the notices. */
  async sweep(): Promise<void> {
    if (this.#feeds.size === 0) return;
    const rows = await db().incident.findMany({
      where: { number: { in: [...this.#feeds.keys()] } },
      select: { number: true, lastSeq: true },
    });
    for (const { number, lastSeq } of rows) this.hint(number, lastSeq);
  }
}
