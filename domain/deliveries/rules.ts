import type { ChannelKind } from '@/prisma/generated/enums';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
/** An outage that lasts longer is asked after less often. */
const SLOW_AFTER_MS = 30 * 60_000;
const SLOW_DELAY_MS = 5 * 60_000;
/** Nobody needs news of an incident that is older. */
export const GIVE_UP_AFTER_MS = 6 * 60 * 60_000;
/** A new signing key and the one before it both sign for so long. */
const KEYS_OVERLAP_MS = 24 * 60 * 60_000;

type Tried = {
  /** Tries so far, this one included. */
  attempts: number;
  /** When it was queued, or a person last said: try again. */
  since: Date;
  retryAfterMs?: number;
};

/**
 * When to try again: after 1 s, twice as long each time up to a minute, every five minutes once half an hour has passed, never before
 * the other side asked. Null after six hours. `chance` from 0 to 1 spreads what failed together. Pure.
 */
export function nextAttemptAt({ attempts, since, retryAfterMs = 0 }: Tried, now: Date, chance: number): Date | null {
  const age = now.getTime() - since.getTime();
  const doubled = FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 10);
  const longest = age >= SLOW_AFTER_MS ? SLOW_DELAY_MS : Math.min(doubled, LONGEST_DELAY_MS);
  const delayMs = Math.max(retryAfterMs, longest * (0.5 + chance / 2));
  return age + delayMs > GIVE_UP_AFTER_MS ? null : new Date(now.getTime() + delayMs);
}

/** Whether the key before the present one still signs too. Pure. */
export const formerKeySigns = (keyChangedAt: Date | null, now: Date): boolean =>
  keyChangedAt !== null && now.getTime() - keyChangedAt.getTime() < KEYS_OVERLAP_MS;

const REPEAT_SUBJECT = '[Possible repeat] ';
const REPEAT_LINE = '> This may have reached you before: an earlier try to send it was cut off.\n\n';

/** The message as it is sent: one that may be a repeat says so where everyone sees it. Pure. */
export const markedMessage = (message: { subject: string; body: string; maybeRepeated: boolean }): { subject: string; body: string } =>
  message.maybeRepeated
    ? { subject: REPEAT_SUBJECT + message.subject, body: REPEAT_LINE + message.body }
    : { subject: message.subject, body: message.body };

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const HTTPS_ONLY: readonly ChannelKind[] = ['slack', 'teams'];

/** What is wrong with a webhook's address, in words; undefined when nothing is. Pure. */
export function webhookProblem(kind: ChannelKind, address: string): string | undefined {
  if (!URL.canParse(address)) return 'must be a whole address, such as https://hooks.example.com/…';
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must start with https://';
  if (url.username || url.password) return 'must not hold a name or password';
  if (url.protocol === 'http:' && HTTPS_ONLY.includes(kind) && !LOOPBACK_HOST.test(url.hostname))
    return 'must start with https://: whoever reads this address may post in your name';
  return undefined;
}
