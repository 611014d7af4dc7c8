import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { changeIncident } from './change-incident';
import { OPEN_STATUSES } from './rules';
import type { IncidentView, ResolveIncident } from './schema';

/** Ends an open incident with what was wrong, what was done, and what will prevent it. `also` belongs into the same transaction. */
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
    set: () => ({ status: 'resolved', resolvedAt: new Date(), ...facts }),
    events: () => [{ type: 'incident_resolved', data: facts }],
    ...(also ? { also } : {}),
    refusal: (now) => `It is already ${now.status}.`,
  });
}
