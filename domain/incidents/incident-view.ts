import type { Incident } from '@/prisma/generated/client';
import type { IncidentView } from './schema';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The stored row as screens and the API show it. */
export function incidentView(row: Incident): IncidentView {
  return {
    number: row.number,
    title: row.title,
    severity: row.severity,
    status: row.status,
    service: row.service,
    summary: row.summary,
    impact: row.impact,
    kind: row.kind,
    severityLabel: row.severityLabel,
    customerVisible: row.customerVisible,
    restricted: row.restricted,
    tags: row.tags,
    bridgeUrl: row.bridgeUrl,
    runbook: row.runbook,
    startedAt: row.startedAt.toISOString(),
    declaredAt: row.declaredAt.toISOString(),
    declaredBy: row.declaredByName,
    acknowledgedAt: iso(row.acknowledgedAt),
    acknowledgedBy: row.acknowledgedBy,
    investigatingAt: iso(row.investigatingAt),
    identifiedAt: iso(row.identifiedAt),
    monitoringAt: iso(row.monitoringAt),
    resolvedAt: iso(row.resolvedAt),
    closedAt: iso(row.closedAt),
    cancelledAt: iso(row.cancelledAt),
    rootCause: row.rootCause,
    resolution: row.resolution,
    prevention: row.prevention,
    lastSeq: row.lastSeq,
  };
}
