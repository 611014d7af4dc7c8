import type { Effect, IncidentStatus, Severity } from '@/prisma/generated/enums';

/** Of so many earlier incidents is told, the newest first. */
export const MOST_INCIDENTS = 3;

/** The change that was followed by a diagnostic that proved it. */
export type Fix = {
  run: string;
  title: string;
  runbook: string;
  block: string;
  effect: Effect;
  requestedBy: string;
  endedAt: string;
  verifiedBy: string;
};

/** An earlier incident in which a run failed in the same way. */
export type SeenBefore = {
  incident: {
    number: number;
    title: string;
    severity: Severity;
    status: IncidentStatus;
    declaredAt: string;
    rootCause: string | null;
    resolution: string | null;
  };
  run: { id: string; title: string; reason: string | null; at: string };
  fix: Fix | null;
};

/** What an open incident shows: which of its runs has been seen before, and where. */
export type SeenInIncident = {
  run: { id: string; title: string; runbook: string; block: string; reason: string | null };
  seen: SeenBefore[];
};
