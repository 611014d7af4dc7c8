import { z } from 'zod';
import { Role } from '@/prisma/generated/enums';
import { passwordProblem } from './rules';

const UNSEEN = /[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

/** A name from elsewhere as `line` takes it: what cannot be seen, or breaks a line, is a space. */
export const seenName = (name: string): string => name.replace(new RegExp(UNSEEN, 'g'), ' ').replace(/\s+/g, ' ').trim();

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((value) => !UNSEEN.test(value), 'must not contain invisible characters');

export const EmailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email('must be an e-mail address, such as ana@example.com'));
const id = z.uuid('must be an id');
const roles = z
  .array(z.enum(Role))
  .min(1, 'choose at least one role')
  .max(4)
  .transform((chosen) => [...new Set(chosen)]);
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not a link of this console');
const newPassword = z.string();

const goodPassword = (value: { password: string; email?: string | undefined }, issues: z.RefinementCtx) => {
  const problem = passwordProblem(value.password, value.email ?? '');
  if (problem) issues.addIssue({ code: 'custom', path: ['password'], message: problem });
};

export const OnUser = z.strictObject({ id });
export const OnSession = z.strictObject({ id });
export const OnApiKey = z.strictObject({ id });

export const InviteUser = z.strictObject({ email: EmailAddress, name: line(120), roles });
export const ChangeRoles = z.strictObject({ id, roles });
export const CreateApiKey = z.strictObject({
  name: line(80),
  roles,
  /** Days until it ends. */
  days: z.int().min(1).max(366).default(90),
});

export const SignIn = z.strictObject({ email: EmailAddress, password: z.string().min(1, 'must not be empty').max(1_000) });
export const CompleteSetup = z
  .strictObject({ token, email: EmailAddress, name: line(120), password: newPassword })
  .superRefine(goodPassword);
export const AcceptInvite = z.strictObject({ token, name: line(120), password: newPassword }).superRefine(goodPassword);
export const ChangePassword = z
  .strictObject({ current: z.string().min(1, 'must not be empty').max(1_000), password: newPassword })
  .superRefine(goodPassword);
export const SignInLinkToken = z.strictObject({ token });

/** Someone who may sign in, as the users page shows them; times are ISO 8601 UTC. */
export type UserView = {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  /** invited: has not chosen a password or signed in yet. */
  state: 'active' | 'invited' | 'disabled';
  signsInBy: ('password' | 'oidc')[];
  sessions: number;
  lastSeenAt: string | null;
  createdAt: string;
};

export type SessionView = {
  id: string;
  createdAt: string;
  lastSeenAt: string | null;
  expiresAt: string;
  userAgent: string | null;
  address: string | null;
  /** The browser that asks. */
  current: boolean;
};

export type ApiKeyView = {
  id: string;
  name: string;
  /** The first characters, to tell keys apart. */
  prefix: string;
  roles: Role[];
  createdBy: string | null;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  state: 'active' | 'expired' | 'revoked' | 'stopped';
};

/** A link as it is handed out: the only time it can be seen. */
export type IssuedLink = { userId: string; path: string; expiresAt: string };
