import type { OutputChunk } from '@/domain/diagnostics/schema';
import { OutputLog } from './output-log';

/** A replay that has not come by then is not coming. */
const REPLAY_MS = 1_500;
const UNWATCHED_LOGS = 12;
/** Frames do not come while the page is hidden. */
const HIDDEN_FLUSH_MS = 250;
/** Nobody reads along at this pace: a burst is drawn less often, and leaves the page its time. */
const LARGE_BYTES = 1024 * 1024;
const LARGE_FLUSH_MS = 80;

/** The output of every run this page hears of. Its readers are told of a first chunk at once, then once a frame. */
export class RunLogs {
  readonly #logs = new Map<string, OutputLog>();
  readonly #readers = new Map<string, Set<() => void>>();
  readonly #changed = new Set<string>();
  #scheduled = false;
  /** Runs whose kept output could not be fetched. */
  readonly unreachable = new Set<string>();

  log(run: string): OutputLog {
    let log = this.#logs.get(run);
    if (!log) {
      log = new OutputLog();
      this.#logs.set(run, log);
      this.#forgetOldest();
    }
    return log;
  }

  subscribe(run: string, reader: () => void): () => void {
    const readers = this.#readers.get(run) ?? new Set();
    this.#readers.set(run, readers.add(reader));
    return () => {
      readers.delete(reader);
      if (readers.size === 0) this.#readers.delete(run);
    };
  }

  take(run: string, chunk: OutputChunk): void {
    const log = this.log(run);
    const first = log.version === 0;
    if (!log.append(chunk)) return;
    if (first) this.#tell(run);
    else this.#tellSoon(run);
  }

  expectReplay(run: string): void {
    const log = this.log(run);
    log.expectReplay();
    setTimeout(() => {
      log.settle();
      this.#tellSoon(run);
    }, REPLAY_MS);
  }

  failed(run: string): void {
    this.unreachable.add(run);
    this.log(run).version++;
    this.#tell(run);
  }

  #tell(run: string): void {
    for (const reader of this.#readers.get(run) ?? []) reader();
  }

  #tellSoon(run: string): void {
    this.#changed.add(run);
    if (this.#scheduled) return;
    this.#scheduled = true;
    const flush = () => {
      this.#scheduled = false;
      const runs = [...this.#changed];
      this.#changed.clear();
      for (const changed of runs) this.#tell(changed);
    };
    if (document.hidden) setTimeout(flush, HIDDEN_FLUSH_MS);
    else if (this.log(run).next > LARGE_BYTES) setTimeout(flush, LARGE_FLUSH_MS);
    else requestAnimationFrame(flush);
  }

  #forgetOldest(): void {
    const unread = [...this.#logs.keys()].filter((run) => !this.#readers.has(run));
    for (const run of unread.slice(0, -UNWATCHED_LOGS)) this.#logs.delete(run);
  }
}
