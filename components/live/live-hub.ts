import type { OutputChunk, RunView } from '@/domain/diagnostics/schema';
import type { Presence } from '@/domain/incidents/people/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import type { StreamMessage } from './event-stream';
import { LiveConnection, type LiveEnd, type LiveState } from './live-connection';
import { loadOutput } from './load-output';
import { RunLogs } from './run-logs';

/** What a page's stream says, by type; `resume` comes from the page itself when the line is back after a break. */
export type LiveMessages = {
  message: TimelineItem;
  run: RunView;
  output: OutputChunk & { run: string };
  runbook: { contentHash: string };
  presence: Presence;
  resume: undefined;
};
export type LiveType = keyof LiveMessages;
/** Within this, output comes by itself to whoever asked for the run. */
const OWN_OUTPUT_MS = 250;
type Reader = (value: never) => void;

/** One page's live stream, shared by everything on it. */
export class LiveHub {
  readonly logs = new RunLogs();
  state: LiveState = 'connecting';
  end: LiveEnd | undefined;
  #connection: LiveConnection | undefined;
  #lastSeq = 0;
  readonly #readers = new Map<string, Set<Reader>>();
  readonly #stateReaders = new Set<() => void>();
  /** Runs asked for before the stream was there. */
  readonly #wanted = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #loading = new Set<string>();
  #path = '';

  open(path: string): () => void {
    this.#path = path;
    this.#lastSeq = Number(new URL(path, location.origin).searchParams.get('after')) || this.#lastSeq;
    const connection = new LiveConnection(path, {
      onMessage: (message) => this.#take(message),
      onState: (state, end) => this.#turn(state, end),
      onResume: (runs) => {
        for (const run of runs) this.logs.expectReplay(run);
        this.#tell('resume', undefined);
      },
    });
    this.#connection = connection;
    for (const run of this.#wanted) connection.watch(run);
    this.#wanted.clear();
    return () => {
      connection.close();
      this.#connection = undefined;
    };
  }

  watch(run: string): void {
    this.logs.expectReplay(run);
    if (this.#connection) this.#connection.watch(run);
    else this.#wanted.add(run);
  }

  /** Makes sure that a run's output is here or on its way: by the stream while it runs, else from what was kept. */
  ensure(run: RunView | string): void {
    const id = typeof run === 'string' ? run : run.id;
    if (!id || this.#path.endsWith(id) || this.logs.log(id).version > 0) return;
    if (typeof run === 'string' || run.endedAt) this.#load(id);
    else this.#askSoon(id);
  }

  /** The output of who asked for the run comes by itself, and sooner than it could be asked for. */
  #askSoon(run: string): void {
    if (this.#asked.has(run)) return;
    this.#asked.add(run);
    setTimeout(() => {
      if (this.#asked.has(run) && this.logs.log(run).version === 0) this.watch(run);
    }, OWN_OUTPUT_MS);
  }

  #load(run: string): void {
    if (this.#loading.has(run)) return;
    this.#loading.add(run);
    const done = () => this.#loading.delete(run);
    loadOutput(run, (chunk) => this.logs.take(run, chunk)).then(done, () => {
      done();
      this.logs.failed(run);
    });
  }

  on<T extends LiveType>(type: T, reader: (value: LiveMessages[T]) => void): () => void {
    const readers = this.#readers.get(type) ?? new Set();
    this.#readers.set(type, readers.add(reader as Reader));
    return () => readers.delete(reader as Reader);
  }

  onState = (reader: () => void): (() => void) => {
    this.#stateReaders.add(reader);
    return () => this.#stateReaders.delete(reader);
  };

  #turn(state: LiveState, end?: LiveEnd): void {
    this.state = state;
    this.end = end;
    for (const reader of this.#stateReaders) reader();
  }

  #take({ type, data }: StreamMessage): void {
    const value = JSON.parse(data) as unknown;
    if (type === 'message' && !this.#isNew(value as TimelineItem)) return;
    if (type === 'output') {
      const chunk = value as LiveMessages['output'];
      if (this.logs.log(chunk.run).version === 0) this.#connection?.follow(chunk.run);
      this.logs.take(chunk.run, chunk);
    }
    this.#tell(type, value);
    if (type === 'run') this.#track(value as RunView);
  }

  /** A run that was waiting when its output was looked for has begun; one that ended need not be followed any longer. */
  #track({ id, endedAt, state, outputBytes }: RunView): void {
    if (endedAt) {
      this.#connection?.forget(id);
      if (this.#asked.delete(id) && outputBytes > 0 && this.logs.log(id).version === 0) this.#load(id);
    } else if (state === 'running' && this.#asked.delete(id)) this.#askSoon(id);
  }

  #isNew(item: TimelineItem): boolean {
    if (item.seq <= this.#lastSeq) return false;
    this.#lastSeq = item.seq;
    return true;
  }

  #tell(type: string, value: unknown): void {
    for (const reader of this.#readers.get(type) ?? []) (reader as (value: unknown) => void)(value);
  }
}
