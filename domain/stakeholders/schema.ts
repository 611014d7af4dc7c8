import { z } from 'zod';
import type { IncidentStatus, Severity } from '@/prisma/generated/enums';

const UNSEEN = /[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const LONGEST_HOURS = 30 * 24;

export const CreateStakeholderLink = z.strictObject({
  number: z.int().positive().max(2_147_483_647),
  /** Who it is for. */
  label: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(80, 'must have at most 80 characters')
    .refine((value) => !UNSEEN.test(value), 'must not contain invisible characters'),
  /** How long it works. */
  hours: z.int().min(1, 'at least an hour').max(LONGEST_HOURS, 'at most 30 days').default(72),
});
export const OnStakeholderLink = z.strictObject({ id: z.uuid('must be an id') });
export const StakeholderToken = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not a link of this console') });

export type StakeholderLinkView = {
  id: string;
  label: string;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  /** When someone last looked. */
  lastSeenAt: string | null;
  state: 'active' | 'expired' | 'revoked';
};

/** A link as it is handed out: `path` is shown now and never again. */
export type IssuedStakeholderLink = { id: string; path: string; expiresAt: string };

/** All that someone with a link is shown: what was said to them, and how it stands. */
export type SharedIncident = {
  title: string;
  severity: Severity;
  status: IncidentStatus;
  service: string | null;
  impact: string | null;
  startedAt: string;
  resolvedAt: string | null;
  commander: string | null;
  nextUpdateAt: string | null;
  updates: { id: string; subject: string; body: string; sentAt: string }[];
  expiresAt: string;
};
