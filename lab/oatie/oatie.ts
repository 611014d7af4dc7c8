import type { IncomingHttpHeaders } from 'node:http';
import type pg from 'pg';
import type { Volume } from '../volume';
import type { AccessLog } from './access-log';
import type { Metrics } from './metrics';
import type { OracleBi } from './oracle-bi';

/** The application's parts that its routes work with and that faults reach into. */
export type Oatie = {
  pool: pg.Pool;
  volume: Volume;
  log: AccessLog;
  metrics: Metrics;
  signingSecret: string;
  opsToken: string;
  /** What follows "Basic " when somebody who may asks the report publisher. */
  publisherBasic: string;
  oracleBi: OracleBi;
  /** Where its clock can be asked for. */
  timeAt: string;
  /** How far this application's clock is from the machine's, in milliseconds. */
  clockOffsetMs: number;
  /** Seconds of JWT_CLOCK_TOLERANCE. */
  clockToleranceSeconds: number;
  now: () => Date;
  /** What it keeps in memory of past requests and should have let go. */
  retained: Buffer[];
};

export type Request = { method: string; path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: unknown };
export type Reply = { status: number; body: unknown; type?: string };
/** `parts` are the captures of the route's pattern. */
export type Route = {
  method: 'GET' | 'POST';
  pattern: RegExp;
  name: string;
  answer: (oatie: Oatie, request: Request, parts: string[]) => Promise<Reply> | Reply;
};

export const reply = (status: number, body: unknown): Reply => ({ status, body });
export const problem = (status: number, code: string, message: string): Reply => reply(status, { error: { code, message } });
