import type { KubectlCommand } from '@/domain/runbooks/kinds/kubectl';
import type { OutsideError } from '../../outcome-errors';
import type { RunnerRequest } from '../../schema';
import type { ApiPeer } from '../api/api-peer';
import type { Concern } from '../concern';

/** One place in an object at which a change differs from what was there. */
export type Difference = { path: string; before: unknown; after: unknown };

/** What a kubectl command came to; which fields are there depends on the command. */
export type KubectlData = {
  reachable: boolean;
  verb: string;
  /** What it is about, in the plural: pods. */
  about?: string;
  rows?: Record<string, unknown>[];
  count?: number;
  ready?: number;
  notReady?: number;
  restarts?: number;
  /** One thing by its name, without what the server keeps for itself. */
  details?: unknown;
  events?: Record<string, unknown>[];
  truncated?: boolean;
  lines?: number;
  errorLines?: number;
  bounded?: boolean;
  memory_used_pct?: number | null;
  cpu_used_pct?: number | null;
  complete?: boolean;
  replicas?: number;
  updated?: number;
  available?: number;
  exitCode?: number;
  stdout?: string;
  stderr?: string;
  changed?: string[];
  diff?: Difference[];
  dryRun?: boolean;
  replicas_before?: number;
  problems: Concern[];
  error: OutsideError | null;
};

/** What one verb finds; the rest is the same for all. */
export type KubectlFound = Partial<Omit<KubectlData, 'reachable' | 'verb' | 'about' | 'error'>>;
export type KubectlAsk = { peer: ApiPeer; command: KubectlCommand; request: RunnerRequest };
export type KubectlVerb = (of: KubectlAsk) => Promise<KubectlFound>;
