import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeIncident } from './change-incident';
import { isOpen, OPEN_STATUSES } from './rules';
import type { ChangeSeverity, IncidentView } from './schema';

/** Sets another severity on an open incident. Of two people who do so at once, the second learns of the first by a conflict. */
export async function changeSeverity(ctx: Context, input: z.output<typeof ChangeSeverity>): Promise<IncidentView> {
  authorise(ctx, 'incident.change_severity');
  return changeIncident(ctx, {
    number: input.number,
    when: {
      severity: input.from ? { equals: input.from, not: input.severity } : { not: input.severity },
      status: { in: [...OPEN_STATUSES] },
    },
    set: () => ({ severity: input.severity }),
    events: (before) => [{ type: 'severity_changed', data: { from: before.severity, to: input.severity, reason: input.reason || null } }],
    refusal: (now) => {
      if (!isOpen(now.status)) return `It is ${now.status}; reopen it first.`;
      return now.severity === input.severity
        ? `It is already ${now.severity}.`
        : `It is ${now.severity} by now: someone changed it meanwhile. Look again, then decide.`;
    },
  });
}
