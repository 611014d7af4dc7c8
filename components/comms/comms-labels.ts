import type { Audience, TemplatePurpose, UpdateState } from '@/prisma/generated/enums';

export const PURPOSE_WORDS = {
  notification: 'Notification',
  update: 'Update',
  resolution: 'Resolution',
  internal_brief: 'Internal brief',
  executive_brief: 'Executive brief',
} satisfies Record<TemplatePurpose, string>;

export const AUDIENCE_NAMES = { internal: 'The team', stakeholders: 'Stakeholders', customers: 'Customers' } satisfies Record<
  Audience,
  string
>;

export const STATE_WORDS = {
  draft: 'Draft',
  awaiting_approval: 'Waiting for approval',
  scheduled: 'Scheduled',
  sent: 'Sent',
  cancelled: 'Cancelled',
} satisfies Record<UpdateState, string>;
