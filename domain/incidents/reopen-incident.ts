import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeIncident } from './change-incident';
import { haltedProcedures } from './halted-procedures';
import type { IncidentView, ReopenIncident } from './schema';

/** Takes up an ended incident again, as investigating. Its earlier resolution stays in the timeline; procedures that halted with it go on. */
export async function reopenIncident(ctx: Context, input: z.output<typeof ReopenIncident>): Promise<IncidentView> {
  authorise(ctx, 'incident.reopen');
  return changeIncident(ctx, {
    number: input.number,
    when: { status: { in: ['resolved', 'closed', 'cancelled'] }, mergedIntoId: null },
    set: () => ({
      status: 'investigating',
      investigatingAt: new Date(),
      resolvedAt: null,
      closedAt: null,
      cancelledAt: null,
      rootCause: null,
      resolution: null,
      prevention: null,
    }),
    events: async ({ id }, tx) => [
      { type: 'incident_reopened', data: { reason: input.reason || null, ...(await haltedProcedures(tx, id)) } },
    ],
    refusal: (now) => (now.mergedIntoId ? 'It was merged into another incident: reopen that one.' : `It is still open (${now.status}).`),
  });
}
