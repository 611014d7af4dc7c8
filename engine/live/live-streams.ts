import { randomUUID } from 'node:crypto';
import type { Context } from '@/domain/context';
import type { RunOutput } from '@/domain/diagnostics/run-output';
import { hasEnded, type RunView } from '@/domain/diagnostics/schema';
import { type EventStream, frame } from './event-stream';
import { sendOutput } from './output-reader';

const HEARTBEAT_MS = 15_000;

/** What a page is about; decides which runs concern it. */
export type Topic = { kind: 'incident'; number: number } | { kind: 'runbook'; slug: string } | { kind: 'run'; id: string };

type Live = { id: string; ctx: Context; topic: Topic; stream: EventStream; watched: Map<string, () => void> };

/** Every open page of this engine. A page has one stream; all that happens on it comes by that stream. */
export class LiveStreams {
  #live = new Map<string, Live>();
  #heartbeat = setInterval(() => this.#broadcast(() => true, ': \n\n'), HEARTBEAT_MS);

  get size(): number {
    return this.#live.size;
  }

  open(ctx: Context, topic: Topic, stream: EventStream): string {
    const id = randomUUID();
    this.#live.set(id, { id, ctx, topic, stream, watched: new Map() });
    stream.onClose(() => this.#live.delete(id));
    stream.send(`retry: 1000\n${frame('hello', { stream: id })}`);
    return id;
  }

  runChanged(view: RunView): void {
    this.#broadcast((live) => concerns(live.topic, view), frame('run', view));
  }

  runbookChanged(slug: string, contentHash: string | null): void {
    this.#broadcast((live) => live.topic.kind === 'runbook' && live.topic.slug === slug, frame('runbook', { slug, contentHash }));
  }

  /** Output opens by itself on the pages of the person who asked, and on the run's own page. */
  outputOpened(view: RunView, output: RunOutput, requestedById: string | null): void {
    for (const live of this.#live.values())
      if (concerns(live.topic, view) && (live.topic.kind === 'run' || live.ctx.actor.id === requestedById))
        this.#watch(live, view.id, output);
  }

  /** Tells a page that just opened of a run that began before: someone may have pressed before the stream was there. */
  catchUp(streamId: string, view: RunView, output: RunOutput, requestedById: string | null): void {
    const live = this.#live.get(streamId);
    if (!live || live.topic.kind === 'run' || live.ctx.actor.id !== requestedById || !concerns(live.topic, view)) return;
    live.stream.send(frame('run', view));
    if (!hasEnded(view.state)) this.#watch(live, view.id, output);
  }

  /** Opens a run's output on a page that asked for it. False when that page's stream is not here, or another person's. */
  watch(ctx: Context, streamId: string, view: RunView, output: RunOutput): boolean {
    const live = this.#live.get(streamId);
    if (!live || live.ctx.actor.id !== ctx.actor.id) return false;
    this.#watch(live, view.id, output);
    return true;
  }

  has(ctx: Context, streamId: string): boolean {
    return this.#live.get(streamId)?.ctx.actor.id === ctx.actor.id;
  }

  /** Ends the streams of everyone whose session or key no longer stands. */
  async endRevoked(stillValid: (ctx: Context) => Promise<boolean>): Promise<void> {
    for (const live of [...this.#live.values()])
      if (!(await stillValid(live.ctx))) {
        live.stream.send(frame('end', { reason: 'revoked' }));
        live.stream.end();
      }
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const { stream } of this.#live.values()) {
      stream.send(frame('end', { reason: 'shutdown' }));
      stream.end();
    }
  }

  #watch(live: Live, run: string, output: RunOutput): void {
    if (live.watched.has(run)) return;
    live.watched.set(run, sendOutput(live.stream, output, { run, mayJump: true, onEnd: () => live.watched.delete(run) }));
  }

  #broadcast(wanted: (live: Live) => boolean, text: string): void {
    for (const live of this.#live.values()) if (wanted(live)) live.stream.send(text);
  }
}

function concerns(topic: Topic, view: RunView): boolean {
  if (topic.kind === 'run') return topic.id === view.id;
  if (topic.kind === 'incident') return view.incident === topic.number;
  return topic.slug === view.runbook;
}
