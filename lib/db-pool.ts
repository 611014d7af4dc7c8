import pg from 'pg';

type Listener = (seconds: number) => void;
const kept = globalThis as { sitrepPool?: pg.Pool; sitrepQueryListeners?: Set<Listener> };

const listeners = () => {
  kept.sitrepQueryListeners ??= new Set();
  return kept.sitrepQueryListeners;
};

function tell(startedMs: number): void {
  const seconds = (performance.now() - startedMs) / 1_000;
  for (const listener of listeners()) listener(seconds);
}

/**
 * A connection that tells how long each statement took, also one that failed. The pool itself asks with a callback, transactions with a
 * promise: those stand in line here, since Prisma asks for several relations at once and the driver wants one after the other.
 */
class TimedClient extends pg.Client {
  private last: Promise<unknown> = Promise.resolve();

  override query(...args: unknown[]): never {
    const ask = (all: unknown[]) => (super.query as (...each: unknown[]) => unknown)(...all);
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const startedMs = performance.now();
      const timed = (...result: unknown[]) => {
        tell(startedMs);
        callback(...result);
      };
      return ask([...args.slice(0, -1), timed]) as never;
    }
    const answer = this.last.then(async () => {
      const startedMs = performance.now();
      try {
        return await ask(args);
      } finally {
        tell(startedMs);
      }
    });
    this.last = answer.catch(() => {});
    return answer as never;
  }
}

/** The pool of this process. */
export function openPool(settings: pg.PoolConfig): pg.Pool {
  kept.sitrepPool = new pg.Pool({ ...settings, Client: TimedClient as unknown as pg.PoolConfig['Client'] });
  return kept.sitrepPool;
}

/** Asks the pool that was opened last. */
export async function askPool<Row extends object>(statement: pg.QueryConfig): Promise<Row[]> {
  if (!kept.sitrepPool) throw new Error('no pool is open');
  return (await kept.sitrepPool.query<Row>(statement)).rows;
}

/** How many connections of this process's pool are in use and idle, and how many requests wait for one. */
export function poolUse(): { active: number; idle: number; waiting: number } {
  const { totalCount = 0, idleCount = 0, waitingCount = 0 } = kept.sitrepPool ?? {};
  return { active: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}

/** Calls `listener` after each statement of this process with the time it took; returns what ends it. */
export function onQuery(listener: Listener): () => void {
  listeners().add(listener);
  return () => void listeners().delete(listener);
}
