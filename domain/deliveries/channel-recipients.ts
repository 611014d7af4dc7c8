import type { Tx } from '@/lib/db';
import type { Audience, ChannelKind } from '@/prisma/generated/enums';

export type ChannelRecipient = { kind: ChannelKind; recipient: string; channelId: string; channel: string };

/** Whom the enabled channels of an audience reach: each address of an e-mail channel once, and each other channel by its name. */
export async function channelRecipients(tx: Tx, audience: Audience): Promise<ChannelRecipient[]> {
  const channels = await tx.channel.findMany({
    where: { enabled: true, audiences: { has: audience } },
    orderBy: { name: 'asc' },
    select: { id: true, kind: true, name: true, recipients: true },
  });
  const all = channels.flatMap(({ id, kind, name, recipients }) =>
    (kind === 'email' ? recipients : [name]).map((recipient) => ({ kind, recipient, channelId: id, channel: name })),
  );
  const seen = new Set<string>();
  return all.filter(({ kind, recipient }) => {
    const key = `${kind} ${recipient}`;
    return !seen.has(key) && seen.add(key);
  });
}
