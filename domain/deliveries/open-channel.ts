import { failed, type SendFailure } from '@/lib/channels/outcome';
import { unseal } from '@/lib/seal';
import type { Channel } from '@/prisma/generated/client';
import { formerKeySigns } from './rules';

export const URL_PURPOSE = 'channel address';
export const KEY_PURPOSE = 'channel key';

/** What of a channel the senders need, its seals opened: for the moment of sending alone. */
export type OpenedChannel = { url: string; keys: string[] };

export const NO_CHANNEL: OpenedChannel = { url: '', keys: [] };

/** Opens a channel's seals; says so when they were made with another secret. */
export function openChannel(channel: Channel, now = new Date()): OpenedChannel | SendFailure {
  const { name, sealedUrl, sealedKey, sealedFormerKey, keyChangedAt } = channel;
  const former = formerKeySigns(keyChangedAt, now) ? sealedFormerKey : null;
  try {
    const keys = [sealedKey, former].filter((sealed) => sealed !== null).map((sealed) => unseal(KEY_PURPOSE, sealed));
    return { url: sealedUrl ? unseal(URL_PURPOSE, sealedUrl) : '', keys };
  } catch {
    const message = `The channel ${name} was made under another SITREP_SECRET: enter its address again, or make its key anew.`;
    return failed('not_sendable', message, { permanent: true });
  }
}
