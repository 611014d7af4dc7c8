import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeIncident } from './change-incident';
import { OPEN_STATUSES } from './rules';
import type { IncidentView, ResolveIncident } from './schema';

/** Ends an open incident with what was wrong, what was done, and what will prevent it. */
export async function resolveIncident(ctx: Context, input: z.output<typeof ResolveIncident>): Promise<IncidentView> {
  authorise(ctx, 'incident.resolve');
  const facts = { rootCause: input.rootCause, resolution: input.resolution, prevention: input.prevention || null };
  return changeIncident(ctx, {
    number: input.number,
    when: { status: { in: [...OPEN_STATUSES] } },
    set: () => ({ status: 'resolved', resolvedAt: new Date(), ...facts }),
    events: () => [{ type: 'incident_resolved', data: facts }],
    refusal: (now) => `It is already ${now.status}.`,
  });
}
