import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeIncident } from './change-incident';
import { isOpen } from './rules';
import type { IncidentView } from './schema';

/** Says that someone has it. The second of two people gets a conflict that names the first. */
export async function acknowledgeIncident(ctx: Context, input: { number: number }): Promise<IncidentView> {
  authorise(ctx, 'incident.acknowledge');
  return changeIncident(ctx, {
    number: input.number,
    when: { acknowledgedAt: null, status: 'triggered' },
    set: () => ({ status: 'acknowledged', ...acknowledgement(ctx) }),
    events: () => [{ type: 'incident_acknowledged', data: {} }],
    refusal: (now) => {
      if (now.acknowledgedBy) return `Already acknowledged by ${now.acknowledgedBy}.`;
      return isOpen(now.status) ? `It is already ${now.status}.` : `It is ${now.status}; reopen it first.`;
    },
  });
}

/** The columns that say who has it, for whatever goes on from triggered. */
export const acknowledgement = ({ actor }: Context) => ({
  acknowledgedAt: new Date(),
  acknowledgedById: actor.id,
  acknowledgedBy: actor.name,
});
