import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import type { Tx } from '@/lib/db';
import type { Incident, SeverityPolicy } from '@/prisma/generated/client';
import type { IncidentRole } from '@/prisma/generated/enums';

/** What can tell of something done. */
export const ACTION_TYPES = [
  'run_ended',
  'note_added',
  'note_edited',
  'role_assigned',
  'status_changed',
  'severity_changed',
  'hypothesis_decided',
  'procedure_completed',
  'escalated',
] as const satisfies TimelineEvent['type'][];
const MOST_EVENTS = 500;
const MOST_STEPS = 20;

export type ActionEvent = Extract<TimelineEvent, { type: (typeof ACTION_TYPES)[number] }> & { seq: number; at: Date };

/** All that a message can be filled in from. */
export type Facts = {
  incident: Incident;
  policy: SeverityPolicy | null;
  roles: Partial<Record<IncidentRole, string>>;
  /** The newest, in their order. */
  events: ActionEvent[];
  tasks: { title: string; ownerName: string | null }[];
  hypothesis: string | null;
  /** When and where what happened is talked over. */
  review: { meetingAt: Date | null; meetingPlace: string | null } | null;
};

/** Reads what is known of an incident now; inside a transaction that holds its row, what is known at that moment. */
export async function loadFacts(tx: Tx, incident: Incident): Promise<Facts> {
  const of = { incidentId: incident.id };
  const policy = await tx.severityPolicy.findUnique({ where: { severity: incident.severity } });
  const roles = await tx.roleAssignment.findMany({ where: { ...of, endedAt: null }, select: { role: true, userName: true } });
  const events = await tx.timelineEvent.findMany({
    where: { ...of, type: { in: [...ACTION_TYPES] } },
    orderBy: { seq: 'desc' },
    take: MOST_EVENTS,
    select: { seq: true, type: true, at: true, data: true },
  });
  const tasks = await tx.task.findMany({
    // The checklist says how an incident is run, not what is done about it.
    where: { ...of, state: 'open', origin: { not: 'checklist' } },
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }],
    take: MOST_STEPS,
    select: { title: true, ownerName: true },
  });
  const hypothesis = await tx.hypothesis.findFirst({
    where: { ...of, state: 'open' },
    orderBy: { createdAt: 'desc' },
    select: { statement: true },
  });
  const review = await tx.review.findUnique({ where: of, select: { meetingAt: true, meetingPlace: true } });
  return {
    incident,
    policy,
    roles: Object.fromEntries(roles.map(({ role, userName }) => [role, userName])),
    events: events.reverse() as unknown as ActionEvent[],
    tasks,
    hypothesis: hypothesis?.statement ?? null,
    review,
  };
}
