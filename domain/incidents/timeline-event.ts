import type {
  ActionItemKind,
  Audience,
  ChannelKind,
  Effect,
  IncidentKind,
  IncidentRole,
  IncidentStatus,
  InvestigationStepName,
  InvestigationStepState,
  RunState,
  Severity,
  TaskOrigin,
  TemplatePurpose,
  Verdict,
} from '@/prisma/generated/enums';
import type { ClockName } from './clocks/schema';

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

/** A person, as an event names them. */
export type Person = { id: string; name: string };

type Change<T> = { from: T; to: T };
/** What of an incident was edited, each with what it was. */
export type DetailChanges = {
  title?: Change<string>;
  service?: Change<string | null>;
  summary?: Change<string | null>;
  impact?: Change<string | null>;
  kind?: Change<IncidentKind>;
  startedAt?: Change<string>;
  customerVisible?: Change<boolean>;
  tags?: Change<string[]>;
  bridgeUrl?: Change<string | null>;
};

type Nothing = Record<string, never>;
type TaskFacts = { task: string; title: string };
type HypothesisFacts = { hypothesis: string; statement: string };
/** Titles of the procedures that were begun: they halt with the incident, or go on with it. */
export type WithProcedures = { procedures?: string[] };
type ProcedureFacts = { procedure: string; runbook: string; title: string };
type UpdateFacts = { update: string; purpose: TemplatePurpose; audience: Audience; subject: string };
type PromiseFacts = { promise: string; words: string; audience: Audience; dueAt: string };

type LifecycleEvent =
  | { type: 'incident_acknowledged'; data: Nothing }
  | { type: 'status_changed'; data: { from: IncidentStatus; to: IncidentStatus; reason?: string | null } & WithProcedures }
  | { type: 'severity_changed'; data: { from: Severity; to: Severity; reason: string | null } }
  | { type: 'details_changed'; data: DetailChanges }
  | { type: 'incident_resolved'; data: { rootCause: string; resolution: string; prevention: string | null } & WithProcedures }
  | { type: 'incident_reopened'; data: { reason: string | null } & WithProcedures }
  /** This incident ended as a duplicate; its timeline is read on there. */
  | { type: 'merged_into'; data: { number: number; title: string; reason: string | null } & WithProcedures }
  | { type: 'duplicate_merged'; data: { number: number; title: string; reason: string | null } }
  | { type: 'restriction_changed'; data: { restricted: boolean; reason: string | null } }
  | { type: 'participant_added'; data: { person: Person } }
  | { type: 'participant_removed'; data: { person: Person; reason: string | null } }
  | { type: 'link_added'; data: { link: string; url: string; label: string } }
  | { type: 'link_removed'; data: { link: string; url: string; label: string } }
  | { type: 'role_assigned'; data: { role: IncidentRole; person: Person; from: Person | null; note: string | null; brief: string | null } }
  | { type: 'role_ended'; data: { role: IncidentRole; person: Person } };

type TimelineChange =
  | { type: 'note_added'; data: { body: string; decision?: boolean } }
  /** The note keeps its place; what it said before stays in the event that wrote it. */
  | { type: 'note_edited'; data: { note: number; body: string } }
  | { type: 'event_pinned'; data: { event: number; label: string | null } }
  | { type: 'event_unpinned'; data: { event: number } };

type ClockEvent =
  | { type: 'clock_warned'; data: { clock: ClockName; dueAt: string } }
  | { type: 'clock_overdue'; data: { clock: ClockName; dueAt: string } }
  | { type: 'clock_paused'; data: { clock: ClockName; reason: string } }
  | { type: 'clock_resumed'; data: { clock: ClockName; reason: string | null } }
  /** Someone says that the status page tells of it; a sent update to customers does so too. */
  | { type: 'status_page_told'; data: { note: string | null } };

type InvestigationEvent =
  | { type: 'task_added'; data: TaskFacts & { origin: TaskOrigin; owner: Person | null; dueAt: string | null } }
  | { type: 'task_changed'; data: TaskFacts & { owner: Person | null; dueAt: string | null } }
  | { type: 'task_done'; data: TaskFacts & { note: string | null } }
  | { type: 'task_dropped'; data: TaskFacts & { reason: string | null } }
  | { type: 'task_reopened'; data: TaskFacts }
  | { type: 'hypothesis_added'; data: HypothesisFacts & { runbook: string | null; block: string | null } }
  | {
      type: 'hypothesis_test_changed';
      data: HypothesisFacts & { runbook: string | null; block: string | null; confirmedBy: Verdict | null };
    }
  | { type: 'hypothesis_tested'; data: HypothesisFacts & { run: string } }
  | {
      type: 'hypothesis_decided';
      data: HypothesisFacts & { outcome: 'confirmed' | 'refuted'; run: string | null; verdict: Verdict | null; reason: string | null };
    }
  | { type: 'hypothesis_reopened'; data: HypothesisFacts & { reason: string | null } }
  | { type: 'investigation_step_changed'; data: { step: InvestigationStepName; state: InvestigationStepState; note: string | null } };

type ProcedureEvent =
  | { type: 'procedure_started'; data: ProcedureFacts & { steps: number } }
  | { type: 'procedure_step_done'; data: ProcedureFacts & { step: string; evidence: string | null; run: string | null } }
  | { type: 'procedure_step_failed'; data: ProcedureFacts & { step: string; evidence: string | null; run: string | null } }
  | { type: 'procedure_step_skipped'; data: ProcedureFacts & { step: string; reason: string } }
  | { type: 'procedure_completed'; data: ProcedureFacts }
  | { type: 'procedure_stopped'; data: ProcedureFacts & { reason: string | null } };

type CommsEvent =
  | { type: 'update_drafted'; data: UpdateFacts }
  | { type: 'update_approval_requested'; data: UpdateFacts }
  | { type: 'update_approved'; data: UpdateFacts }
  | { type: 'update_returned'; data: UpdateFacts & { reason: string } }
  | { type: 'update_scheduled'; data: UpdateFacts & { scheduledAt: string } }
  | { type: 'update_cancelled'; data: UpdateFacts & { reason: string | null } }
  | { type: 'update_sent'; data: UpdateFacts & { body: string; recipients: number } }
  | { type: 'delivery_failed'; data: { delivery: string; update: string | null; kind: ChannelKind; recipient: string; error: string } }
  | { type: 'promise_made'; data: PromiseFacts & { cadenceMinutes: number | null } }
  | { type: 'promise_nudged'; data: PromiseFacts }
  | { type: 'promise_overdue'; data: PromiseFacts }
  /** The commander was told that it is five minutes overdue. */
  | { type: 'promise_broken'; data: PromiseFacts & { told: Person | null } }
  | { type: 'promise_kept'; data: PromiseFacts & { update: string; late: boolean } }
  | { type: 'promise_withdrawn'; data: PromiseFacts & { reason: string } }
  | { type: 'stakeholder_link_created'; data: { link: string; label: string; expiresAt: string } }
  | { type: 'stakeholder_link_revoked'; data: { link: string; label: string } };

/** What runs by itself, while this incident is worked with its runbook. */
type ScheduleEvent = {
  type: 'scheduled_result_changed';
  data: {
    schedule: string;
    run: string;
    runbook: string;
    block: string;
    title: string;
    target: string;
    from: string;
    to: string;
    reason: string | null;
  };
};
type ActionItemFacts = { item: number; title: string };
type ActionItemEvent =
  | { type: 'action_item_added'; data: ActionItemFacts & { kind: ActionItemKind; owner: Person | null; dueAt: string | null } }
  | { type: 'action_item_done'; data: ActionItemFacts }
  | { type: 'action_item_verified'; data: ActionItemFacts & { run: string | null } }
  | { type: 'action_item_reopened'; data: ActionItemFacts & { reason: string | null } };

type OncallEvent = {
  type: 'escalated';
  data: { level: number | null; contacts: { id: string; name: string; role: string }[]; note: string; ways: string[] };
};

type ReviewChange = 'added' | 'changed' | 'moved' | 'removed';
type ReviewEvent =
  | { type: 'review_opened'; data: { dueAt: string | null } }
  /** Who leads it and when it is due from now on; what is not in it stayed. */
  | { type: 'review_planned'; data: { lead?: Person | null; dueAt?: string | null } }
  /** The first time, or anew: `sequence` counts the messages to calendars. */
  | { type: 'review_scheduled'; data: { at: string; zone: string; place: string | null; attendees: number; sequence: number } }
  | { type: 'review_meeting_cancelled'; data: { at: string; reason: string | null } }
  | { type: 'review_section_edited'; data: { section: string; revision: number } }
  | { type: 'review_moment_changed'; data: { moment: string; change: ReviewChange } }
  | { type: 'review_quote_changed'; data: { quote: string; run: string; change: ReviewChange } }
  | { type: 'review_commented'; data: { comment: string; section: string | null } }
  | { type: 'review_comment_settled'; data: { comment: string } }
  | { type: 'review_submitted'; data: { revision: number } }
  | { type: 'review_returned'; data: { reason: string } }
  | { type: 'review_approved'; data: { revision: number } }
  | { type: 'review_published'; data: { version: number; contentHash: string } }
  /** Published before, and a draft again. */
  | { type: 'review_taken_up'; data: { version: number } }
  | { type: 'review_imported'; data: { contentHash: string; number: number } };

/** Every kind of timeline event, with what it says. Past tense; never changed once written. */
export type TimelineEvent =
  | LifecycleEvent
  | TimelineChange
  | ClockEvent
  | InvestigationEvent
  | ProcedureEvent
  | CommsEvent
  | ActionItemEvent
  | OncallEvent
  | ScheduleEvent
  | ReviewEvent
  | {
      type: 'incident_declared';
      data: { title: string; severity: Severity; service: string | null; summary: string | null; runbook: string | null } & {
        /** Absent in events of older versions. */
        impact?: string | null;
        kind?: IncidentKind;
        startedAt?: string;
        customerVisible?: boolean;
        restricted?: boolean;
        tags?: string[];
        labels?: Record<string, string>;
        severityLabel?: string | null;
      };
    }
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
