import type { IncomingHttpHeaders } from 'node:http';
import type pg from 'pg';
import type { AccessLog } from '../oatie/access-log';
import type { Metrics } from '../oatie/metrics';

/** Paksa's backend: its parts that routes work with and that faults reach into. */
export type Paksa = {
  pool: pg.Pool;
  log: AccessLog;
  metrics: Metrics;
  /** With what tokens are signed, by the issuer, and checked, by this backend: the same as long as both have read the settings. */
  issuerSecret: string;
  signingSecret: string;
  opsToken: string;
  /** What it keeps in memory and should have let go. */
  retained: Buffer[];
  /** Reads its settings again, as a restart would. */
  reload: () => Promise<void>;
};

export type PaksaRequest = { method: string; path: string; headers: IncomingHttpHeaders };
export type PaksaReply = { status: number; body: unknown; type?: string };
export type PaksaRoute = {
  method: 'GET' | 'POST';
  path: string;
  answer: (paksa: Paksa, request: PaksaRequest) => Promise<PaksaReply> | PaksaReply;
};

/** More than this in memory is a leak: the backend says so of itself. */
export const RETAINED_LIMIT_BYTES = 32 * 1024 * 1024;
export const retainedBytes = ({ retained }: Pick<Paksa, 'retained'>) => retained.reduce((sum, each) => sum + each.length, 0);
