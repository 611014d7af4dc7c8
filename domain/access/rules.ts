import type { Role } from '@/prisma/generated/enums';
import { holds, MATRIX, type Permission } from './matrix';

const PASSWORD_MIN = 12;
const PASSWORD_MAX = 200;

const MINUTE_MS = 60_000;
export const FAILURE_WINDOW_MS = 15 * MINUTE_MS;
const FIRST_WAIT_MS = 30_000;

/** Failed sign-ins allowed within the window before each further one has to wait. */
export const FAILURES_ALLOWED = { account: 5, address: 20 } as const;

/** What is wrong with a new password, or null. */
export function passwordProblem(password: string, email: string): string | null {
  if (password.length < PASSWORD_MIN) return `must have at least ${PASSWORD_MIN} characters`;
  if (password.length > PASSWORD_MAX) return `must have at most ${PASSWORD_MAX} characters`;
  if (password.trim().toLowerCase() === email.trim().toLowerCase()) return 'must not be the e-mail address';
  return null;
}

/**
 * When the next try is allowed, or null for now. From the allowed number on, each failure doubles the wait, from 30 s up to
 * the whole window. `failures` are the instants of past failures in any order.
 */
export function retryAt(failures: readonly Date[], allowed: number, now: Date): Date | null {
  const recent = failures.map((at) => at.getTime()).filter((at) => at > now.getTime() - FAILURE_WINDOW_MS);
  if (recent.length < allowed) return null;
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (recent.length - allowed), FAILURE_WINDOW_MS);
  const at = Math.max(...recent) + waitMs;
  return at > now.getTime() ? new Date(at) : null;
}

/** An address as failures are counted: an IPv6 customer holds a whole /64. */
export function addressBlock(address: string): string {
  const plain = address
    .replace(/^::ffff:/i, '')
    .replace(/%.*$/, '')
    .toLowerCase();
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const groups = plain.includes('::') ? [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right] : left;
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** Whether these roles may do everything that `role` may: then they may also hand it out in an API key. */
export function covers(roles: Iterable<Role>, role: Role): boolean {
  const held = [...roles];
  const permissions = Object.keys(MATRIX) as Permission[];
  return permissions.every((permission) => !holds([role], permission) || holds(held, permission));
}

/** Why someone whom the identity provider vouches for is not let in; the sign-in page shows it by its name. */
export const OIDC_REFUSALS = {
  Disabled: 'This account is disabled. Ask an admin.',
  NoEmail: 'Your identity provider did not send an e-mail address. Ask its admin to release the claim "email".',
  EmailUnverified:
    'Your identity provider does not say that your e-mail address is verified. Have it verified there; if it says so of nobody, ask an admin.',
  EmailTaken: 'An account with your e-mail address belongs to another identity of this provider. Ask an admin.',
} as const satisfies Record<string, string>;
