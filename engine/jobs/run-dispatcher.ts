import { executeRun, type RunSink, type StopReason } from '@/domain/diagnostics/execute-run';
import { interruptLost } from '@/domain/diagnostics/interrupt-orphans';
import { RUN_LIMITS } from '@/domain/diagnostics/rules';
import { db } from '@/lib/db';
import { log } from '@/lib/log';
import type { Effect } from '@/prisma/generated/enums';

type Waiting = { id: string; person: string | null; effect: Effect };
type Active = Waiting & { stop: AbortController; done: Promise<void> };

const SWEEP_BATCH = 200;

/** Starts queued runs within this engine's limits, in the order they came, each person apart from the others. */
export class RunDispatcher {
  #waiting = new Map<string, Waiting>();
  #active = new Map<string, Active>();
  #closed = false;

  constructor(
    private readonly engineId: string,
    private readonly sink: RunSink,
  ) {}

  get waiting(): number {
    return this.#waiting.size;
  }

  get active(): number {
    return this.#active.size;
  }

  /** A run was queued; starts it at once when there is room. False while it has to wait. */
  offer(run: Waiting): boolean {
    if (this.#active.has(run.id)) return true;
    this.#waiting.set(run.id, run);
    this.#pump();
    return this.#active.has(run.id);
  }

  /** Stops a run if this engine has it. */
  cancel(id: string): void {
    this.#waiting.delete(id);
    this.#active.get(id)?.stop.abort('cancelled' satisfies StopReason);
  }

  /** The net under the notices: finds queued runs nobody told us of, and cancellations that were missed. */
  async sweep(): Promise<void> {
    const waiting = [...this.#waiting.keys()];
    const queued = await db().run.findMany({
      where: { state: 'queued', cancelRequestedAt: null },
      orderBy: { queuedAt: 'asc' },
      take: SWEEP_BATCH,
      select: { id: true, requestedById: true, effect: true },
    });
    const known = new Set(queued.map(({ id }) => id));
    for (const id of waiting) if (!known.has(id)) this.#waiting.delete(id);
    for (const run of queued) this.offer({ id: run.id, person: run.requestedById, effect: run.effect });
    await interruptLost(this.engineId, (id) => this.#active.has(id));
    if (this.#active.size === 0) return;
    const cancelled = await db().run.findMany({
      where: {
        id: { in: [...this.#active.keys()] },
        // One that is just being claimed is still queued.
        OR: [{ cancelRequestedAt: { not: null } }, { state: { notIn: ['queued', 'running'] } }],
      },
      select: { id: true },
    });
    for (const { id } of cancelled) this.cancel(id);
  }

  /** Ends every run of this engine as interrupted and waits until none is left. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    const active = [...this.#active.values()];
    for (const run of active) run.stop.abort('shutdown' satisfies StopReason);
    await Promise.allSettled(active.map((run) => run.done));
  }

  #pump(): void {
    if (this.#closed) return;
    for (const run of this.#waiting.values()) if (this.#hasRoom(run)) this.#start(run);
  }

  #hasRoom({ person, effect }: Waiting): boolean {
    const limits = effect === 'read' ? RUN_LIMITS.read : RUN_LIMITS.change;
    const alike = [...this.#active.values()].filter((run) => (run.effect === 'read') === (effect === 'read'));
    return alike.length < limits.node && alike.filter((run) => run.person === person).length < limits.person;
  }

  #start(run: Waiting): void {
    this.#waiting.delete(run.id);
    const stop = new AbortController();
    const done = executeRun(run.id, this.engineId, stop, this.sink)
      .catch((error) => log.error({ err: error, run: run.id }, 'a run ended badly; the sweep will mark it'))
      .finally(() => {
        this.#active.delete(run.id);
        this.#pump();
      });
    this.#active.set(run.id, { ...run, stop, done });
  }
}
