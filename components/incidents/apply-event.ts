import type { IncidentView } from '@/domain/incidents/schema';
import type { DetailChanges, TimelineItem } from '@/domain/incidents/timeline-event';

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
      return { status: 'cancelled', cancelledAt: item.at };
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

function stamp(status: IncidentView['status'], at: string): Partial<IncidentView> {
  const field = `${status}At`;
  return ['investigatingAt', 'identifiedAt', 'monitoringAt', 'closedAt', 'cancelledAt'].includes(field) ? { [field]: at } : {};
}
