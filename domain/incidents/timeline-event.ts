import type { Effect, IncidentStatus, RunState, Severity, Verdict } from '@/prisma/generated/enums';

type RunFacts = {
  run: string;
  runbook: string;
  block: string;
  title: string;
  kind: string;
  effect: Effect;
  target: string;
  environment: string;
};

/** Every kind of timeline event, with what it says. Past tense; never changed once written. */
export type TimelineEvent =
  | {
      type: 'incident_declared';
      data: { title: string; severity: Severity; service: string | null; summary: string | null; runbook: string | null };
    }
  | { type: 'incident_acknowledged'; data: Record<string, never> }
  | { type: 'status_changed'; data: { from: IncidentStatus; to: IncidentStatus } }
  | { type: 'severity_changed'; data: { from: Severity; to: Severity; reason: string | null } }
  | { type: 'note_added'; data: { body: string } }
  | { type: 'incident_resolved'; data: { rootCause: string; resolution: string; prevention: string | null } }
  | { type: 'incident_reopened'; data: { reason: string | null } }
  | { type: 'run_requested'; data: RunFacts & { inputs: Record<string, unknown>; breakGlass: string | null; approvedBy: string | null } }
  | {
      type: 'run_ended';
      data: RunFacts & {
        state: RunState;
        verdict: Verdict | null;
        reason: string | null;
        durationMs: number | null;
        outputSha256: string | null;
      };
    }
  | { type: 'run_cancel_requested'; data: { run: string; title: string } }
  | {
      type: 'approval_requested';
      data: {
        approval: string;
        runbook: string;
        block: string;
        title: string;
        target: string;
        inputs: Record<string, unknown>;
        reason: string;
      };
    }
  | { type: 'approval_decided'; data: { approval: string; title: string; decision: 'approved' | 'rejected' } };

/** An event as it was numbered and recorded; `at` is ISO 8601 UTC by the database's clock. */
export type TimelineItem = TimelineEvent & { seq: number; at: string; actor: { kind: string; id: string | null; name: string } };
