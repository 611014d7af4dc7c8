import type { RunSink } from '@/domain/diagnostics/execute-run';
import type { RunOutput } from '@/domain/diagnostics/run-output';
import type { RunView } from '@/domain/diagnostics/schema';
import type { LiveStreams } from './live-streams';

/** Output of a run that just ended stays readable from memory this long. */
const KEEP_ENDED_MS = 30_000;

type LiveRun = {
  view: RunView;
  output: RunOutput;
  requestedById: string | null;
  /** The run as it ended, once that is committed; null when its end is not known here. */
  end: Promise<RunView | null>;
  settle: (view: RunView | null) => void;
};

/** The runs that this engine executes, and who watches them. */
export class RunHub implements RunSink {
  #runs = new Map<string, LiveRun>();

  constructor(
    private readonly streams: LiveStreams,
    readonly elsewhere: (id: string) => void,
  ) {}

  started = (view: RunView, output: RunOutput, requestedById: string | null): void => {
    const { promise: end, resolve: settle } = withResolvers<RunView | null>();
    this.#runs.set(view.id, { view, output, requestedById, end, settle });
    this.streams.runChanged(view);
    this.streams.outputOpened(view, output, requestedById);
  };

  ended = (id: string, view: RunView | null): void => {
    const run = this.#runs.get(id);
    if (run && view) run.view = view;
    run?.settle(view);
    if (view) this.streams.runChanged(view);
    setTimeout(() => this.#forget(id), KEEP_ENDED_MS).unref();
  };

  /** A run of this engine, running or just ended. */
  find(id: string): LiveRun | undefined {
    return this.#runs.get(id);
  }

  /** Tells a page that just opened of its person's runs that go on or just ended. */
  catchUp(streamId: string): void {
    for (const { view, output, requestedById } of this.#runs.values()) this.streams.catchUp(streamId, view, output, requestedById);
  }

  #forget(id: string): void {
    this.#runs.get(id)?.output.release();
    this.#runs.delete(id);
  }
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
