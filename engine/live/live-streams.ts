import { randomUUID } from 'node:crypto';
import type { Context } from '@/domain/context';
import type { RunOutput } from '@/domain/diagnostics/run-output';
import { hasEnded, type RunView } from '@/domain/diagnostics/schema';
import { log } from '@/lib/log';
import { type EventStream, frame } from './event-stream';
import { sendOutput } from './output-reader';
import { lookAt, type Sight, sees } from './sight';

const HEARTBEAT_MS = 15_000;

/** What a page is about; decides which runs concern it. A run's and an output's incident decides who may go on reading. */
export type Topic =
  | { kind: 'incident'; number: number }
  | { kind: 'runbook'; slug: string }
  | { kind: 'run'; id: string; incident: number | null }
  | { kind: 'output'; incident: number | null };

type Watched = { incident: number | null; stop: () => void };
type Live = { id: string; ctx: Context; topic: Topic; stream: EventStream; watched: Map<string, Watched> };

/** Every open page of this engine. A page has one stream; all that happens on it comes by that stream. */
export class LiveStreams {
  #live = new Map<string, Live>();
  #told: Promise<void> = Promise.resolve();
  #heartbeat = setInterval(() => this.#broadcast(() => true, ': \n\n'), HEARTBEAT_MS);

  get size(): number {
    return this.#live.size;
  }

  open(ctx: Context, topic: Topic, stream: EventStream): string {
    const id = this.#add(ctx, topic, stream);
    stream.send(`retry: 1000\n${frame('hello', { stream: id })}`);
    return id;
  }

  /** Ends a stream that is no page's when its reader may no longer read it. */
  guard(ctx: Context, incident: number | null, stream: EventStream): void {
    this.#add(ctx, { kind: 'output', incident }, stream);
  }

  #add(ctx: Context, topic: Topic, stream: EventStream): string {
    const id = randomUUID();
    this.#live.set(id, { id, ctx, topic, stream, watched: new Map() });
    stream.onClose(() => this.#live.delete(id));
    return id;
  }

  runChanged(view: RunView): void {
    const text = frame('run', view);
    if (view.incident === null) return this.#broadcast((live) => concerns(live.topic, view), text);
    this.#broadcast((live) => live.topic.kind !== 'runbook' && concerns(live.topic, view), text);
    this.#tellRunbookPages(view.incident, view.runbook, text);
  }

  /** A runbook's page tells of runs in incidents too, but only to those who may know of the incident; one after the other. */
  #tellRunbookPages(incident: number, slug: string, text: string): void {
    const isOpen = (live: Live) => live.topic.kind === 'runbook' && live.topic.slug === slug;
    if (![...this.#live.values()].some(isOpen)) return;
    this.#told = this.#told
      .then(async () => {
        const sight = await lookAt([incident]);
        this.#broadcast((live) => isOpen(live) && sees(sight, live.ctx, incident), text);
      })
      .catch((error: Error) => log.warn({ error: error.message }, 'pages of a runbook were not told of a run'));
  }

  runbookChanged(slug: string, contentHash: string | null): void {
    this.#broadcast((live) => live.topic.kind === 'runbook' && live.topic.slug === slug, frame('runbook', { slug, contentHash }));
  }

  /** Output opens by itself on the pages of the person who asked, and on the run's own page. */
  outputOpened(view: RunView, output: RunOutput, requestedById: string | null): void {
    for (const live of this.#live.values())
      if (concerns(live.topic, view) && (live.topic.kind === 'run' || live.ctx.actor.id === requestedById)) this.#watch(live, view, output);
  }

  /** Tells a page that just opened of a run that began before: someone may have pressed before the stream was there. */
  catchUp(streamId: string, view: RunView, output: RunOutput, requestedById: string | null): void {
    const live = this.#live.get(streamId);
    // A run of an incident is told of in its room, where whoever reads may know of it.
    if (!live || live.topic.kind === 'run' || (live.topic.kind === 'runbook' && view.incident !== null)) return;
    if (live.ctx.actor.id !== requestedById || !concerns(live.topic, view)) return;
    live.stream.send(frame('run', view));
    if (!hasEnded(view.state)) this.#watch(live, view, output);
  }

  /** Opens a run's output on a page that asked for it. False when that page's stream is not here, or another person's. */
  watch(ctx: Context, streamId: string, view: RunView, output: RunOutput): boolean {
    const live = this.#live.get(streamId);
    if (!live || live.ctx.actor.id !== ctx.actor.id) return false;
    this.#watch(live, view, output);
    return true;
  }

  has(ctx: Context, streamId: string): boolean {
    return this.#live.get(streamId)?.ctx.actor.id === ctx.actor.id;
  }

  /**
   * Ends the streams of everyone whose session or key no longer stands, and of those who may no longer know of the incident;
   * on a page that stays, the outputs of that incident's runs.
   */
  async endRevoked(contextNow: (ctx: Context) => Promise<Context | null>): Promise<void> {
    const sight = await lookAt(this.#incidents());
    for (const live of [...this.#live.values()]) {
      const now = await contextNow(live.ctx);
      if (!now) this.#end(live, 'revoked');
      else this.#look(Object.assign(live, { ctx: now }), sight);
    }
  }

  #look(live: Live, sight: Sight): void {
    if (!sees(sight, live.ctx, incidentOf(live.topic))) return this.#end(live, 'gone');
    for (const [run, { incident, stop }] of live.watched)
      if (!sees(sight, live.ctx, incident)) {
        stop();
        live.watched.delete(run);
      }
  }

  #end({ stream }: Live, reason: 'revoked' | 'gone' | 'shutdown'): void {
    stream.send(frame('end', { reason }));
    stream.end();
  }

  /** The incidents that anything open here belongs to. */
  #incidents(): number[] {
    const all = [...this.#live.values()].flatMap(({ topic, watched }) => [
      incidentOf(topic),
      ...[...watched.values()].map(({ incident }) => incident),
    ]);
    return [...new Set(all.filter((number) => number !== null))];
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const live of this.#live.values()) this.#end(live, 'shutdown');
  }

  #watch(live: Live, { id: run, incident }: RunView, output: RunOutput): void {
    if (live.watched.has(run)) return;
    const stop = sendOutput(live.stream, output, { run, mayJump: true, onEnd: () => live.watched.delete(run) });
    live.watched.set(run, { incident, stop });
  }

  #broadcast(wanted: (live: Live) => boolean, text: string): void {
    for (const live of this.#live.values()) if (wanted(live)) live.stream.send(text);
  }
}

function concerns(topic: Topic, view: RunView): boolean {
  if (topic.kind === 'run') return topic.id === view.id;
  if (topic.kind === 'incident') return view.incident === topic.number;
  return topic.kind === 'runbook' && topic.slug === view.runbook;
}

function incidentOf(topic: Topic): number | null {
  if (topic.kind === 'runbook') return null;
  return topic.kind === 'incident' ? topic.number : topic.incident;
}
