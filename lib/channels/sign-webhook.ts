import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

const KEY_BYTES = 32;

/** A new signing key in the form that receivers' libraries take. */
export const newSigningKey = (): string => `whsec_${randomBytes(KEY_BYTES).toString('base64')}`;

/** The headers of Standard Webhooks for this body; with two keys it carries two signatures, and either one is enough. */
export function webhookHeaders(id: string, body: string, keys: readonly string[], now = new Date()): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': keys.map((key) => new Webhook(key).sign(id, now, body)).join(' '),
  };
}
