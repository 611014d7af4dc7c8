import type { ConsoleClient } from './console-client';

/** The started product that benchmarks measure. */
export type Measured = { origin: string; token: string; client: ConsoleClient; enginePid: number };
