import { systemContext } from '@/domain/context';
import { getIncident } from '@/domain/incidents/get-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { log } from '@/lib/log';
import { type EventStream, frame } from './event-stream';

const KEPT_EVENTS = 2_000;

type Reader = { stream: EventStream; cursor: number; pumping: boolean };

/**
 * One incident's timeline to all who watch it here. Events are read once per engine, written out as text once, and sent
 * to every reader in order, without a gap or a repeat; the database is the truth, notices only hurry it.
 */
export class TimelineFeed {
  #kept: { seq: number; text: string }[] = [];
  #last = 0;
  #readers = new Set<Reader>();
  #reading: Promise<void> | null = null;
  #again = false;
  #joined: { from: number; last: number; bytes: Buffer } | null = null;

  constructor(private readonly incident: number) {}

  get readers(): number {
    return this.#readers.size;
  }

  get last(): number {
    return this.#last;
  }

  /** Sends everything after `after`, then whatever comes. */
  async add(stream: EventStream, after: number): Promise<void> {
    const newest = await getIncident(systemContext(), this.incident);
    if (this.#kept.length === 0) this.#last = Math.max(this.#last, newest.lastSeq);
    const reader: Reader = { stream, cursor: Math.min(after, newest.lastSeq), pumping: false };
    this.#readers.add(reader);
    stream.onClose(() => this.#readers.delete(reader));
    await this.#pump(reader);
    await this.refresh();
  }

  /** Reads what is new and sends it on. Calls while it reads are answered by one more reading. */
  refresh(): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#readAll().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** Takes an event that a notice brought; false when one before it is not here yet, or they are being read. */
  take(item: TimelineItem): boolean {
    if (this.#reading || this.#kept.length === 0 || item.seq !== this.#last + 1) return false;
    this.#keep([item]);
    return true;
  }

  #keep(items: readonly TimelineItem[]): void {
    for (const item of items) this.#kept.push({ seq: item.seq, text: eventText(item) });
    this.#last = items.at(-1)?.seq ?? this.#last;
    if (this.#kept.length > KEPT_EVENTS) this.#kept.splice(0, this.#kept.length - KEPT_EVENTS);
    for (const reader of this.#readers) if (!this.#sendKept(reader)) void this.#pump(reader);
  }

  async #readAll(): Promise<void> {
    do {
      this.#again = false;
      const { items, nextCursor } = await listTimeline(systemContext(), { number: this.incident, after: this.#last });
      if (items.length === 0) continue;
      this.#keep(items);
      if (nextCursor) this.#again = true;
    } while (this.#again);
  }

  /** True when the reader is level with the feed. */
  #sendKept(reader: Reader): boolean {
    if (reader.pumping) return true;
    const first = this.#kept[0]?.seq ?? this.#last + 1;
    if (reader.cursor + 1 < first) return reader.cursor >= this.#last;
    const from = reader.cursor + 1;
    reader.cursor = Math.max(reader.cursor, this.#last);
    if (from <= this.#last) reader.stream.send(this.#bytesSince(from, first));
    return true;
  }

  /** The kept events from this number on, as bytes: most readers want the same ones. */
  #bytesSince(from: number, first: number): Buffer {
    if (this.#joined?.from !== from || this.#joined.last !== this.#last) {
      const text = this.#kept.slice(from - first).reduce((sum, kept) => sum + kept.text, '');
      this.#joined = { from, last: this.#last, bytes: Buffer.from(text) };
    }
    return this.#joined.bytes;
  }

  async #pump(reader: Reader): Promise<void> {
    if (reader.pumping) return;
    reader.pumping = true;
    try {
      const first = () => this.#kept[0]?.seq ?? this.#last + 1;
      while (!reader.stream.closed && reader.cursor + 1 < first()) {
        const { items } = await listTimeline(systemContext(), { number: this.incident, after: reader.cursor });
        if (items.length === 0) break;
        reader.stream.send(items.map(eventText).join(''));
        reader.cursor = items.at(-1)?.seq ?? reader.cursor;
        if (reader.stream.full) await new Promise<void>((resolve) => reader.stream.whenDrained(resolve));
      }
    } catch (error) {
      log.warn({ error: (error as Error).message, incident: this.incident }, 'a timeline reader was cut off; it resumes');
      reader.stream.end();
    } finally {
      reader.pumping = false;
    }
    if (!reader.stream.closed && !this.#sendKept(reader)) void this.#pump(reader);
  }
}

const eventText = (item: TimelineItem): string => frame(null, item, item.seq);
