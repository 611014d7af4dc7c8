/** Milliseconds, or another unit, of repeated measurements. */
export class Samples {
  constructor(readonly values: number[]) {}

  at(share: number): number {
    const sorted = [...this.values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  }

  get p50(): number {
    return this.at(0.5);
  }

  get p95(): number {
    return this.at(0.95);
  }
}

/** Repeats a measurement one after another, after some that do not count. */
export async function sample(times: number, warmUp: number, measure: () => Promise<number>): Promise<Samples> {
  for (let i = 0; i < warmUp; i++) await measure();
  const values: number[] = [];
  for (let i = 0; i < times; i++) values.push(await measure());
  return new Samples(values);
}

export const now = () => performance.now();

export const pause = (durationMs: number) => new Promise<void>((resolve) => setTimeout(resolve, durationMs));
