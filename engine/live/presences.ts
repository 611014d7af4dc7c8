import { type Context, systemContext } from '@/domain/context';
import { getPresence, PRESENCE_SILENCE_SECONDS } from '@/domain/incidents/people/get-presence';
import { db } from '@/lib/db';
import { log } from '@/lib/log';
import { notify } from '@/lib/notify';
import { type EventStream, frame } from './event-stream';

/** Who come or go within this time are written down together. */
const GATHER_MS = 100;
/** A room is told at most so often; a crowd that arrives is one change. */
const TELL_EVERY_MS = 1_000;

type Page = { incident: number; stream: EventStream; person: { id: string; name: string } | null };

/** Who has which room open on this engine, written down for all engines; and each room told who is in it on any of them. */
export class Presences {
  #pages = new Map<string, Page>();
  #gone = new Map<string, number>();
  #gathering: NodeJS.Timeout | undefined;
  #said = new Map<number, { text: string; atMs: number }>();
  #telling = new Map<number, NodeJS.Timeout>();

  /** A page of an incident was opened; a script's stream is told, but is nobody. */
  join({ actor }: Context, incident: number, streamId: string, stream: EventStream): void {
    const person = actor.kind === 'user' && actor.id ? { id: actor.id, name: actor.name } : null;
    this.#pages.set(streamId, { incident, stream, person });
    stream.onClose(() => this.#leave(streamId, incident));
    const said = this.#said.get(incident);
    if (said) stream.send(said.text);
    if (person) this.#gather();
    else this.hint(incident);
  }

  /** Something changed in this room; tells those who are in it here, soon. */
  hint(incident: number): void {
    if (this.#telling.has(incident) || !this.#isWatched(incident)) return;
    const said = this.#said.get(incident);
    const waitMs = said ? Math.max(0, said.atMs + TELL_EVERY_MS - performance.now()) : 0;
    this.#telling.set(incident, setTimeout(() => void this.#tell(incident), waitMs).unref());
  }

  /** Says that the pages here are still open, and forgets those that no longer say so. */
  async sweep(): Promise<void> {
    await this.#write();
    await db().$executeRaw`DELETE FROM presence WHERE "beatAt" < now() - make_interval(secs => ${PRESENCE_SILENCE_SECONDS})`;
    for (const incident of new Set([...this.#pages.values()].map((page) => page.incident))) this.hint(incident);
  }

  /** Takes the pages of this engine away. */
  async close(): Promise<void> {
    clearTimeout(this.#gathering);
    for (const timer of this.#telling.values()) clearTimeout(timer);
    const ids = [...this.#pages.keys(), ...this.#gone.keys()];
    this.#pages.clear();
    if (ids.length > 0) await db().presence.deleteMany({ where: { streamId: { in: ids } } });
  }

  #leave(streamId: string, incident: number): void {
    if (!this.#pages.delete(streamId)) return;
    this.#gone.set(streamId, incident);
    if (!this.#isWatched(incident)) this.#said.delete(incident);
    this.#gather();
  }

  #isWatched(incident: number): boolean {
    for (const page of this.#pages.values()) if (page.incident === incident) return true;
    return false;
  }

  #gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      // What could not be written now is written by the sweep.
      this.#write().catch((error: Error) => log.warn({ error: error.message }, 'could not write down who is here'));
    }, GATHER_MS).unref();
  }

  async #write(): Promise<void> {
    const here = [...this.#pages].flatMap(([id, { incident, person }]) =>
      person ? [{ id, incident, actor: person.id, name: person.name }] : [],
    );
    const gone = new Map(this.#gone);
    if (gone.size > 0) await db().presence.deleteMany({ where: { streamId: { in: [...gone.keys()] } } });
    for (const id of gone.keys()) this.#gone.delete(id);
    const arrived = here.length > 0 ? await this.#upsert(here) : [];
    for (const incident of new Set([...arrived, ...gone.values()])) await notify(db(), { topic: 'presence', incident });
  }

  /** Answers the rooms that someone came into. */
  async #upsert(here: { id: string; incident: number; actor: string; name: string }[]): Promise<number[]> {
    const rows = await db().$queryRaw<{ number: number }[]>`
      WITH page AS (SELECT * FROM unnest(${here.map(({ id }) => id)}::uuid[], ${here.map(({ incident }) => incident)}::int[],
          ${here.map(({ actor }) => actor)}::uuid[], ${here.map(({ name }) => name)}::text[]) AS page(id, number, actor, name)),
        written AS (INSERT INTO presence ("streamId", "incidentId", "actorId", name)
          SELECT page.id, incident.id, page.actor, page.name FROM page JOIN incident USING (number)
          ON CONFLICT ("streamId") DO UPDATE SET "beatAt" = now() RETURNING "incidentId", since = "beatAt" AS fresh)
      SELECT DISTINCT incident.number FROM written JOIN incident ON incident.id = written."incidentId" WHERE written.fresh`;
    return rows.map(({ number }) => number);
  }

  async #tell(incident: number): Promise<void> {
    this.#telling.delete(incident);
    try {
      const text = frame('presence', await getPresence(systemContext(), { number: incident }));
      if (!this.#isWatched(incident)) return;
      const isNew = text !== this.#said.get(incident)?.text;
      this.#said.set(incident, { text, atMs: performance.now() });
      if (!isNew) return;
      for (const page of this.#pages.values()) if (page.incident === incident) page.stream.send(text);
    } catch (error) {
      log.warn({ error: (error as Error).message, incident }, 'a room was not told who is in it; the sweep tells it');
    }
  }
}
