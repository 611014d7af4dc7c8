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
    runbook: row.runbook,
    declaredAt: row.declaredAt.toISOString(),
    declaredBy: row.declaredByName,
    acknowledgedAt: iso(row.acknowledgedAt),
    acknowledgedBy: row.acknowledgedBy,
    resolvedAt: iso(row.resolvedAt),
    rootCause: row.rootCause,
    resolution: row.resolution,
    prevention: row.prevention,
    lastSeq: row.lastSeq,
  };
}
