import { readEvents, type ServerEvent } from '@/test/event-source';

type OutputEvent = { run: string; offset: number; text: string };
type RunEvent = { id: string; state: string };
const ENDED = new Set(['passed', 'failed', 'errored', 'timed_out', 'cancelled', 'interrupted']);

/** What happened to one run on the page's stream: instants of performance.now(). */
export type Seen = { firstOutputAt?: number; endedAt?: number; state?: string; pieces: { at: number; text: string }[]; bytes: number };

/** A script with an API key and one open live stream, as a page has it. */
export class ConsoleClient {
  #hashes = new Map<string, string>();
  #seen = new Map<string, Seen>();
  #waiting = new Map<string, () => void>();
  #abort = new AbortController();

  constructor(
    private readonly origin: string,
    private readonly token: string,
    private readonly slug: string,
    private readonly keepText = false,
  ) {}

  get headers() {
    return { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
  }

  async open(): Promise<void> {
    const runbook = (await (await fetch(`${this.origin}/api/v1/runbooks/${this.slug}`, { headers: this.headers })).json()) as {
      blocks: { id: string; contentHash: string }[];
    };
    for (const block of runbook.blocks) this.#hashes.set(block.id, block.contentHash);
    const response = await fetch(`${this.origin}/live/runbooks/${this.slug}`, { headers: this.headers, signal: this.#abort.signal });
    void this.#listen(response).catch(() => {});
  }

  close(): void {
    this.#abort.abort();
  }

  /** Reads the runbook; of many at once, each leaves a connection open. */
  async connect(): Promise<void> {
    await (await fetch(`${this.origin}/api/v1/runbooks/${this.slug}`, { headers: this.headers })).text();
  }

  /** Starts a run; resolves with its id once it is accepted. */
  async start(block: string): Promise<string> {
    const body = JSON.stringify({ runbook: this.slug, block, contentHash: this.#hashes.get(block), inputs: {} });
    const response = await fetch(`${this.origin}/api/v1/runs`, { method: 'POST', headers: this.headers, body });
    if (response.status !== 202) throw new Error(`run refused: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
  }

  async ended(id: string): Promise<Seen> {
    const seen = this.#of(id);
    if (seen.endedAt === undefined) await new Promise<void>((resolve) => this.#waiting.set(id, resolve));
    return seen;
  }

  #of(id: string): Seen {
    const seen = this.#seen.get(id) ?? { pieces: [], bytes: 0 };
    this.#seen.set(id, seen);
    return seen;
  }

  async #listen(response: Response): Promise<void> {
    for await (const event of readEvents(response)) this.#note(event);
  }

  #note({ event, data }: ServerEvent): void {
    const at = performance.now();
    if (event === 'output') {
      const { run, offset, text } = data as OutputEvent;
      const seen = this.#of(run);
      seen.firstOutputAt ??= at;
      seen.bytes = offset + Buffer.byteLength(text);
      if (this.keepText) seen.pieces.push({ at: performance.timeOrigin + at, text });
    }
    if (event === 'run' && ENDED.has((data as RunEvent).state)) {
      const seen = this.#of((data as RunEvent).id);
      Object.assign(seen, { endedAt: at, state: (data as RunEvent).state });
      this.#waiting.get((data as RunEvent).id)?.();
    }
  }
}
