import { z } from 'zod';
import { Audience, ChannelKind, type DeliveryState } from '@/prisma/generated/enums';
import { webhookProblem } from './rules';

const UNSEEN = /[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
/** A test sends to each of them while someone waits. */
const MOST_RECIPIENTS = 20;

const id = z.uuid('must be an id');
const version = z.int().positive().max(2_147_483_647);
const name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'must have at most 100 characters')
  .refine((value) => !UNSEEN.test(value), 'must not contain invisible characters');
const audiences = z
  .array(z.enum(Audience))
  .min(1, 'choose at least one audience')
  .transform((chosen) => [...new Set(chosen)]);
const address = z.string().trim().toLowerCase().max(254).pipe(z.email('must be e-mail addresses, such as ana@example.com'));
const recipients = z
  .array(address)
  .min(1, 'name at least one e-mail address')
  .max(MOST_RECIPIENTS, `at most ${MOST_RECIPIENTS} addresses; use the address of a mailing list`)
  .transform((chosen) => [...new Set(chosen)]);
const url = z
  .string()
  .trim()
  .max(2_000)
  .refine((value) => !UNSEEN.test(value), 'must not contain invisible characters');

const wayChecked = (value: { kind: ChannelKind; url?: string; recipients?: string[] }, issues: z.RefinementCtx) => {
  const problem = (path: string, message: string) => issues.addIssue({ code: 'custom', path: [path], message });
  if (value.kind === 'email') {
    if (!value.recipients) problem('recipients', 'name at least one e-mail address');
    if (value.url !== undefined) problem('url', 'an e-mail channel has addresses instead');
    return;
  }
  if (value.recipients) problem('recipients', 'only an e-mail channel has these');
  const wrong = value.url === undefined ? 'must not be empty' : webhookProblem(value.kind, value.url);
  if (wrong) problem('url', wrong);
};

export const AddChannel = z
  .strictObject({ kind: z.enum(ChannelKind), name, audiences, recipients: recipients.optional(), url: url.optional() })
  .superRefine(wayChecked);
/** `url` and `recipients` left out stay as they are; the kind never changes. */
export const ChangeChannel = z.strictObject({
  id,
  version,
  name,
  audiences,
  recipients: recipients.optional(),
  url: url.min(1).optional(),
});
export const OnChannel = z.strictObject({ id });
export const OnDelivery = z.strictObject({ id });

/** A channel as the settings show it. Its address is a secret: the host alone is shown. */
export type ChannelView = {
  id: string;
  kind: ChannelKind;
  name: string;
  audiences: Audience[];
  recipients: string[];
  host: string | null;
  enabled: boolean;
  version: number;
  testedAt: string | null;
  testError: string | null;
  keyChangedAt: string | null;
};

/** A key as it is handed out: shown now and never again. */
export type IssuedKey = { id: string; key: string | null };

/** What a test came to, for each who was tried. */
export type ChannelTest = { delivered: number; failures: { recipient: string; message: string }[] };

/** One message to one recipient, and how far it is; times are ISO 8601 UTC. */
export type DeliveryView = {
  id: string;
  update: string | null;
  kind: ChannelKind;
  recipient: string;
  channel: string | null;
  subject: string;
  state: DeliveryState;
  attempts: number;
  maybeRepeated: boolean;
  nextAttemptAt: string | null;
  lastError: string | null;
  queuedAt: string;
  endedAt: string | null;
};
