import type { IncidentStatus } from '@/prisma/generated/enums';

/** A status as it is shown. */
export const STATUS_WORDS = {
  triggered: 'Triggered',
  acknowledged: 'Acknowledged',
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  closed: 'Closed',
  cancelled: 'Cancelled',
} satisfies Record<IncidentStatus, string>;
