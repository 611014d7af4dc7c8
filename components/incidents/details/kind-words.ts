import type { IncidentKind } from '@/prisma/generated/enums';

/** A kind of harm as it is shown. */
export const KIND_WORDS = {
  outage: 'Outage',
  degradation: 'Degradation',
  data_loss: 'Data loss',
  security_breach: 'Security breach',
  other: 'Other',
} satisfies Record<IncidentKind, string>;
