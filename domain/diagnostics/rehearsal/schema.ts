import { z } from 'zod';
import type { Environment } from '@/domain/runbooks/schema';
import { ClockTime, Zone } from '../schedules/schema';

/** So many at once: a target in rehearsal has other work too. */
export const AT_ONCE = 4;
/** What has not been run after so long is left for the next night. */
export const LONGEST_HOURS = 4;

/** The whole of the setting; `version` is the one it was read with. */
export const ChangeRehearsal = z.strictObject({
  version: z.int().positive().max(2_147_483_647),
  enabled: z.boolean(),
  at: ClockTime,
  zone: Zone,
  exceptTargets: z.array(z.string().max(64)).max(1_000),
});

/** A block that worked and does not any more, with the reason; times are ISO 8601 UTC. */
export type StaleBlockView = {
  runbook: string;
  block: string;
  title: string;
  reason: string;
  run: string | null;
  since: string;
};

/** `missing`: a program or peer that is not here. */
export type RehearsalCounts = { ok: number; warn: number; fail: number; errored: number; missing: number; waiting: number };

export type RehearsalView = {
  enabled: boolean;
  at: string;
  zone: string;
  exceptTargets: string[];
  version: number;
  nextAt: string | null;
  /** What can be rehearsed against: never production. */
  targets: { name: string; environment: Environment; label: string | null; blocks: number }[];
  /** How many diagnostics are not rehearsed, by reason; the commonest first. */
  leftOut: { why: string; blocks: number }[];
  last: { startedAt: string; startedBy: string; endedAt: string | null; total: number; counts: RehearsalCounts } | null;
  stale: StaleBlockView[];
};
