import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { acknowledgement } from './acknowledge-incident';
import { changeIncident } from './change-incident';
import { haltedProcedures } from './halted-procedures';
import { OPEN_STATUSES } from './rules';
import type { IncidentView, ResolveIncident } from './schema';
import type { TimelineEvent } from './timeline-event';

/**
 * Ends an open incident with what was wrong, what was done, and what will prevent it; one that nobody had yet is acknowledged by it.
 * `also` belongs into the same transaction.
 */
export async function resolveIncident(
  ctx: Context,
  input: z.output<typeof ResolveIncident>,
  also?: (tx: Tx, before: Incident) => Promise<void>,
): Promise<IncidentView> {
  authorise(ctx, 'incident.resolve');
  const facts = { rootCause: input.rootCause, resolution: input.resolution, prevention: input.prevention || null };
  return changeIncident(ctx, {
    number: input.number,
    when: { status: { in: [...OPEN_STATUSES] } },
    set: (before) => ({
      status: 'resolved',
      resolvedAt: new Date(),
      ...facts,
      ...(before.status === 'triggered' ? acknowledgement(ctx) : {}),
    }),
    events: async (before, tx) => {
      const resolved: TimelineEvent = { type: 'incident_resolved', data: { ...facts, ...(await haltedProcedures(tx, before.id)) } };
      return before.status === 'triggered' ? [{ type: 'incident_acknowledged', data: {} }, resolved] : [resolved];
    },
    ...(also ? { also } : {}),
    refusal: (now) => `It is already ${now.status}.`,
  });
}
