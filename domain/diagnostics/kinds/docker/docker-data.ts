import type { Command } from '@/domain/runbooks/kinds/argv/read-command';
import type { OutsideError } from '../../outcome-errors';
import type { RunnerRequest } from '../../schema';
import type { ApiPeer } from '../api/api-peer';
import type { Concern } from '../concern';

/** What a docker command came to; which fields are there depends on the command. */
export type DockerData = {
  reachable: boolean;
  /** What was asked for, as its verb. */
  verb: string;
  rows?: Record<string, unknown>[];
  count?: number;
  running?: number;
  /** What --format asks for. */
  value?: unknown;
  status?: string;
  health?: string | null;
  healthLog?: { exitCode: number; output: string }[];
  oomKilled?: boolean;
  exitCode?: number;
  restartCount?: number;
  image?: string;
  memoryLimitBytes?: number;
  details?: unknown;
  memory_used_pct?: number | null;
  cpu_pct?: number | null;
  stdout?: string;
  stderr?: string;
  lines?: number;
  errorLines?: number;
  bounded?: boolean;
  truncated?: boolean;
  changed?: string[];
  problems: Concern[];
  error: OutsideError | null;
};

/** What one verb finds; the rest is the same for all. */
export type DockerFound = Partial<Omit<DockerData, 'reachable' | 'verb' | 'error'>>;
export type DockerVerb = (of: { peer: ApiPeer; command: Command; request: RunnerRequest }) => Promise<DockerFound>;
