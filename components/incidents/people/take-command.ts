import { isOpen } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import type { Me } from './me';

/** Who leads, as far as this page knows. */
export const commanderOf = ({ roles }: IncidentView) => roles.find(({ role }) => role === 'commander');

/** Roles are given until an incident is closed. */
export const hasRoles = ({ status }: IncidentView): boolean => isOpen(status) || status === 'resolved';

/** Whether leading is one press away: someone signed in, who does not lead yet. */
export const mayTakeCommand = (incident: IncidentView, { id }: Me): boolean =>
  hasRoles(incident) && id !== null && commanderOf(incident)?.id !== id;

/** What is asked for by it; refused when someone else has taken command meanwhile. */
export const takingCommand = (incident: IncidentView) =>
  ({ number: incident.number, role: 'commander', from: commanderOf(incident)?.id ?? null }) as const;
