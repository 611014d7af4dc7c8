import { isSingle } from '@/domain/incidents/people/rules';
import type { IncidentView, RoleHolder } from '@/domain/incidents/schema';
import type { DetailChanges, Person, TimelineItem } from '@/domain/incidents/timeline-event';

/** The incident after an event. One that it already shows changes nothing. */
export function applyEvent(incident: IncidentView, item: TimelineItem): IncidentView {
  if (item.seq <= incident.lastSeq) return incident;
  return { ...incident, ...changes(incident, item), lastSeq: item.seq };
}

function changes(incident: IncidentView, item: TimelineItem): Partial<IncidentView> {
  switch (item.type) {
    case 'incident_acknowledged':
      return {
        acknowledgedAt: item.at,
        acknowledgedBy: item.actor.name,
        ...(incident.status === 'triggered' ? { status: 'acknowledged' } : {}),
      };
    case 'status_changed':
      return { status: item.data.to, ...stamp(item.data.to, item.at) };
    case 'details_changed':
      return edited(item.data);
    case 'restriction_changed':
      return { restricted: item.data.restricted };
    case 'merged_into':
      return { status: 'cancelled', cancelledAt: item.at, mergedInto: item.data.number, roles: [] };
    case 'duplicate_merged':
      return { merged: incident.merged + 1 };
    case 'role_assigned':
      return { roles: withRole(incident.roles, item.data.role, item.data.person) };
    case 'role_ended':
      return { roles: incident.roles.filter(({ role, id }) => role !== item.data.role || id !== item.data.person.id) };
    case 'severity_changed':
      return { severity: item.data.to };
    case 'incident_resolved':
      return { status: 'resolved', resolvedAt: item.at, ...item.data };
    case 'incident_reopened':
      return {
        status: 'investigating',
        investigatingAt: item.at,
        resolvedAt: null,
        closedAt: null,
        cancelledAt: null,
        rootCause: null,
        resolution: null,
        prevention: null,
      };
    default:
      return {};
  }
}

const edited = (changes: DetailChanges): Partial<IncidentView> =>
  Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to]));

const withRole = (roles: readonly RoleHolder[], role: RoleHolder['role'], { id, name }: Person): RoleHolder[] => [
  ...roles.filter((holder) => holder.role !== role || (!isSingle(role) && holder.id !== id)),
  { role, id, name },
];

function stamp(status: IncidentView['status'], at: string): Partial<IncidentView> {
  const field = `${status}At`;
  return ['investigatingAt', 'identifiedAt', 'monitoringAt', 'closedAt', 'cancelledAt'].includes(field) ? { [field]: at } : {};
}
