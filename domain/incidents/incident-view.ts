import type { Prisma } from '@/lib/db';
import type { IncidentView } from './schema';

/** What a view shows beside the incident's own columns. */
export const incidentInclude = {
  mergedInto: { select: { number: true } },
  merged: { select: { id: true } },
  roleAssignments: { where: { endedAt: null }, orderBy: { assignedAt: 'asc' }, select: { role: true, userId: true, userName: true } },
} satisfies Prisma.IncidentInclude;

export type IncidentRow = Prisma.IncidentGetPayload<{ include: typeof incidentInclude }>;

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The stored row as screens and the API show it. */
export function incidentView(row: IncidentRow): IncidentView {
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
    labels: row.labels as Record<string, string>,
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
    roles: row.roleAssignments.map(({ role, userId, userName }) => ({ role, id: userId, name: userName })),
    mergedInto: row.mergedInto?.number ?? null,
    merged: row.merged.length,
    lastSeq: row.lastSeq,
  };
}
