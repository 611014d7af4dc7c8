import type { Permission } from '@/domain/access/matrix';
import type { Environment } from '@/domain/runbooks/schema';
import type { Effect } from '@/prisma/generated/enums';

/** At once on one engine, and for one person on it; the rest waits its turn. */
export const RUN_LIMITS = { read: { node: 48, person: 24 }, change: { node: 16, person: 4 } } as const;
/** Waiting or running for one person; beyond it a request is refused. */
export const MAX_WAITING_PER_PERSON = 100;
export const MAX_OUTPUT_BYTES = 1024 * 1024 * 1024;
/** Of a result as JSON. */
export const MAX_DATA_CHARACTERS = 8 * 1024 * 1024;
export const APPROVAL_MINUTES = 15;

/** What a person must hold to run a block, given whether it is in an open incident. */
export function permissionToRun(effect: Effect, inOpenIncident: boolean, brokeGlass: boolean): Permission {
  if (effect === 'read') return 'run.read_only';
  if (effect === 'destructive') return brokeGlass ? 'run.destructive_break_glass' : 'run.destructive_request';
  return inOpenIncident ? 'run.mutating_in_incident' : 'run.mutating';
}

/** On production a change asks for the target's name to be typed. */
export const asksForTyping = (effect: Effect, environment: Environment): boolean => effect !== 'read' && environment === 'production';
