import type { Audience, ChannelKind, DeliveryState } from '@/prisma/generated/enums';

export const KIND_WORDS = { email: 'E-mail', slack: 'Slack', teams: 'Teams', webhook: 'Webhook' } as const satisfies Record<
  ChannelKind,
  string
>;

export const AUDIENCE_LABELS = { internal: 'The team', stakeholders: 'Stakeholders', customers: 'Customers' } as const satisfies Record<
  Audience,
  string
>;

export const STATE_WORDS = { queued: 'waits', sending: 'being sent', delivered: 'delivered', failed: 'failed' } as const satisfies Record<
  DeliveryState,
  string
>;
