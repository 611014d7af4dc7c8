import { failed, type SendOutcome } from '@/lib/channels/outcome';
import { postWebhook } from '@/lib/channels/post-webhook';
import { sendEmail } from '@/lib/channels/send-email';
import { webhookHeaders } from '@/lib/channels/sign-webhook';
import type { ChannelKind } from '@/prisma/generated/enums';
import type { OpenedChannel } from './open-channel';
import { renderMessage } from './render/render-message';
import { markedMessage } from './rules';

export type OutgoingMessage = {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  calendar?: string | null;
  maybeRepeated: boolean;
  incident: number | null;
  update: string | null;
};

type Sender = (channel: OpenedChannel, message: OutgoingMessage) => Promise<SendOutcome>;

const SENDERS = {
  email: (_channel, message) =>
    sendEmail({
      id: message.id,
      to: message.recipient,
      ...renderMessage('email', markedMessage(message)),
      ...(message.calendar ? { calendar: message.calendar } : {}),
    }),
  slack: ({ url }, message) => postWebhook({ url, body: JSON.stringify(renderMessage('slack', markedMessage(message))) }),
  teams: ({ url }, message) => postWebhook({ url, body: JSON.stringify(renderMessage('teams', markedMessage(message))) }),
  webhook: ({ url, keys }, message) => {
    const { id, incident, update, maybeRepeated } = message;
    const data = { ...renderMessage('webhook', message), incident, update, maybeRepeated };
    const body = JSON.stringify({ type: 'incident.message', timestamp: new Date().toISOString(), data });
    return postWebhook({ url, body, headers: webhookHeaders(id, body, keys) });
  },
} satisfies Record<ChannelKind, Sender>;

/** Hands one message to the way out of its kind. Whatever happens is the answer, never thrown. */
export async function sendMessage(kind: ChannelKind, channel: OpenedChannel, message: OutgoingMessage): Promise<SendOutcome> {
  try {
    return await SENDERS[kind](channel, message);
  } catch (error) {
    return failed('not_sendable', `It could not be made ready to send: ${(error as Error).message}`, { permanent: true });
  }
}
