type Waiting<T, R> = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void };
type Work<T, R> = (items: T[]) => Promise<R[]>;

/** Does a batch's work; where that fails, each alone, so that none fails for another's sake. */
async function settle<T, R>(work: Work<T, R>, batch: Waiting<T, R>[]): Promise<void> {
  try {
    const results = await work(batch.map(({ item }) => item));
    batch.forEach(({ resolve }, index) => resolve(results[index] as R));
  } catch (error) {
    if (batch.length === 1) return batch[0]?.reject(error);
    for (const one of batch) await settle(work, [one]);
  }
}

/**
 * Makes of work on many a function for one: what is asked for at one moment, or while the last work of the same lane is going on,
 * is done together, at most so many at once. Who comes alone does not wait. Results come in the order of the items.
 */
export function together<T, R>(work: Work<T, R>, most: number, laneOf: (item: T) => string = () => ''): (item: T) => Promise<R> {
  const lanes = new Map<string, Waiting<T, R>[]>();

  async function serve(lane: string, waiting: Waiting<T, R>[]): Promise<void> {
    while (waiting.length > 0) await settle(work, waiting.splice(0, most));
    lanes.delete(lane);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const lane = laneOf(item);
      const known = lanes.get(lane);
      if (known) return void known.push({ item, resolve, reject });
      const waiting = [{ item, resolve, reject }];
      lanes.set(lane, waiting);
      setImmediate(() => void serve(lane, waiting));
    });
}
