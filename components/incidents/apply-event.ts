import type { IncidentView } from '@/domain/incidents/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';

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
      return { status: item.data.to };
    case 'severity_changed':
      return { severity: item.data.to };
    case 'incident_resolved':
      return { status: 'resolved', resolvedAt: item.at, ...item.data };
    case 'incident_reopened':
      return { status: 'investigating', resolvedAt: null, rootCause: null, resolution: null, prevention: null };
    default:
      return {};
  }
}
