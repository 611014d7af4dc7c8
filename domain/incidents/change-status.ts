import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import type { Incident } from '@/prisma/generated/client';
import type { IncidentStatus } from '@/prisma/generated/enums';
import { acknowledgeIncident, acknowledgement } from './acknowledge-incident';
import { changeIncident } from './change-incident';
import { haltedProcedures } from './halted-procedures';
import { nextStatuses, statusesBefore } from './rules';
import type { ChangeStatus, IncidentView } from './schema';
import type { TimelineEvent } from './timeline-event';

/** Moves an incident along its legal transitions. Going on from triggered acknowledges it too; cancelling asks for a reason. */
export async function changeStatus(ctx: Context, input: z.output<typeof ChangeStatus>): Promise<IncidentView> {
  authorise(ctx, 'incident.change_status');
  const { number, status: to } = input;
  if (to === 'acknowledged') return acknowledgeIncident(ctx, { number });
  if (to === 'resolved') throw invalid('status', 'to resolve, say the root cause and the resolution: use resolve');
  if (to === 'cancelled' && !input.reason) throw invalid('reason', 'say why it is cancelled: a false alarm, a test, something planned');
  if (to === 'triggered') throw invalid('status', 'an incident never goes back to triggered');
  return changeIncident(ctx, {
    number,
    when: { status: { in: statusesBefore(to) } },
    set: (before) => ({
      status: to,
      ...stamp(to),
      ...(before.status === 'triggered' && to !== 'cancelled' ? acknowledgement(ctx) : {}),
    }),
    events: async (before, tx) => {
      const halted = to === 'cancelled' ? await haltedProcedures(tx, before.id) : {};
      const changed: TimelineEvent = { type: 'status_changed', data: { from: before.status, to, reason: input.reason || null, ...halted } };
      return before.status === 'triggered' && to !== 'cancelled' ? [{ type: 'incident_acknowledged', data: {} }, changed] : [changed];
    },
    refusal: (now) => {
      if (now.status === to) return `It is already ${to}.`;
      const next = nextStatuses(now.status);
      return `It is ${now.status}; from there it can become ${next.length ? next.join(', ') : 'open again by reopening it'}.`;
    },
  });
}

const STAMPED = {
  investigating: 'investigatingAt',
  identified: 'identifiedAt',
  monitoring: 'monitoringAt',
  closed: 'closedAt',
  cancelled: 'cancelledAt',
} as const satisfies Partial<Record<IncidentStatus, keyof Incident>>;

/** When a status was last reached. */
const stamp = (to: IncidentStatus) => (to in STAMPED ? { [STAMPED[to as keyof typeof STAMPED]]: new Date() } : {});
