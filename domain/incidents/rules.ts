import type { IncidentStatus, Severity } from '@/prisma/generated/enums';

/** Statuses in which someone is, or should be, at work. */
export const OPEN_STATUSES = [
  'triggered',
  'acknowledged',
  'investigating',
  'identified',
  'monitoring',
] as const satisfies readonly IncidentStatus[];

export const isOpen = (status: IncidentStatus): boolean => (OPEN_STATUSES as readonly IncidentStatus[]).includes(status);

/** Where a status may go by a change of status. Resolving and reopening are verbs of their own: they ask for more. */
const NEXT: Record<IncidentStatus, readonly IncidentStatus[]> = {
  triggered: ['acknowledged', 'investigating', 'identified', 'monitoring', 'cancelled'],
  acknowledged: ['investigating', 'identified', 'monitoring', 'cancelled'],
  investigating: ['identified', 'monitoring', 'cancelled'],
  identified: ['investigating', 'monitoring', 'cancelled'],
  monitoring: ['investigating', 'identified', 'cancelled'],
  resolved: ['closed'],
  closed: [],
  cancelled: [],
};

export const nextStatuses = (status: IncidentStatus): readonly IncidentStatus[] => NEXT[status];

/** Statuses from which `to` may be reached by a change of status. */
export const statusesBefore = (to: IncidentStatus): IncidentStatus[] =>
  (Object.keys(NEXT) as IncidentStatus[]).filter((from) => NEXT[from].includes(to));

export const isSevererThan = (a: Severity, b: Severity): boolean => a < b;
