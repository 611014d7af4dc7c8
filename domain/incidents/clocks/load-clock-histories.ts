import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { CLOCK_EVENTS, type ClockEvent, type ClockHistory } from './read-clocks';

export type Clocked = Pick<Incident, 'id' | 'declaredAt' | 'severity'>;
type Row = { incidentId: string; type: string; at: Date; data: unknown };

/** What people wrote can be long, and moves no clock. */
const LEFT_OUT = ['title', 'summary', 'impact', 'subject', 'body', 'rootCause', 'resolution', 'prevention'];

/** What moved the clocks of these incidents, in one query; by the incident's id. */
export async function loadClockHistories(tx: Tx, incidents: readonly Clocked[]): Promise<Map<string, ClockHistory>> {
  const ids = incidents.map(({ id }) => id);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "incidentId", type, at, data - ${LEFT_OUT}::text[] AS data FROM timeline_event
    WHERE "incidentId" = ANY(${ids}::uuid[]) AND type = ANY(${[...CLOCK_EVENTS]}::text[]) ORDER BY "incidentId", seq`;
  const byIncident = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) byIncident.get(row.incidentId)?.push(row);
  return new Map(incidents.map((incident) => [incident.id, historyOf(incident, byIncident.get(incident.id) ?? [])]));
}

/** Its first severity is the one that it was declared with. */
function historyOf({ declaredAt, severity }: Clocked, rows: readonly Row[]): ClockHistory {
  const events = rows.map(({ type, at, data }) => ({ type, at: at.toISOString(), data }) as ClockEvent);
  const declared = events.find((event) => event.type === 'incident_declared');
  return { declaredAt, severity: declared?.data.severity ?? severity, events };
}
