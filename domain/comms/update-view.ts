import type { Delivery, IncidentUpdate } from '@/prisma/generated/client';
import type { DeliveryView, UpdateView } from './schema';
import type { Values } from './variables/schema';

type DeliveryRow = Pick<Delivery, 'id' | 'kind' | 'recipient' | 'state' | 'attempts' | 'maybeRepeated' | 'lastError' | 'endedAt'>;

/** What is read of a delivery: never its address, if that is a secret. */
export const DELIVERY_FIELDS = {
  id: true,
  kind: true,
  recipient: true,
  state: true,
  attempts: true,
  maybeRepeated: true,
  lastError: true,
  endedAt: true,
} as const;

const iso = (at: Date | null) => at?.toISOString() ?? null;
const deliveryView = (row: DeliveryRow): DeliveryView => ({ ...row, endedAt: iso(row.endedAt) });

/** The stored row as screens and the API show it, with who was reached. */
export function updateView(row: IncidentUpdate, deliveries: DeliveryRow[]): UpdateView {
  const count = (...states: DeliveryRow['state'][]) => deliveries.filter(({ state }) => states.includes(state)).length;
  return {
    id: row.id,
    purpose: row.purpose,
    audience: row.audience,
    state: row.state,
    template: row.templateId,
    variables: row.variables as Values,
    subject: row.subject,
    body: row.body,
    revision: row.revision,
    createdBy: row.createdByName,
    createdById: row.createdById,
    createdAt: row.createdAt.toISOString(),
    changedBy: row.changedByName || row.createdByName,
    changedById: row.changedById,
    changedAt: row.changedAt.toISOString(),
    approvedBy: row.approvedByName,
    approvedAt: iso(row.approvedAt),
    returnedBy: row.returnedByName,
    returnReason: row.returnReason,
    scheduledAt: iso(row.scheduledAt),
    scheduledBy: row.scheduledByName,
    sentAt: iso(row.sentAt),
    sentBy: row.sentByName,
    deliveries: {
      total: deliveries.length,
      queued: count('queued', 'sending'),
      delivered: count('delivered'),
      failed: count('failed'),
      rows: deliveries.map(deliveryView),
    },
  };
}
