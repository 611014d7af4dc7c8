import { z } from 'zod';
import { IncidentRole } from '@/prisma/generated/enums';
import { number, text } from '../schema';

/** Someone who signs in here: their id or their e-mail address. */
export const person = z.union([z.uuid(), z.email().max(200)]);

/** A user, by id or e-mail address; nobody named is the person who asks. */
const Who = { user: z.uuid().optional(), email: z.email().max(254).toLowerCase().optional() };

export const AssignRole = z.strictObject({
  number,
  role: z.enum(IncidentRole),
  ...Who,
  /** Who was seen to have it, null for nobody: when it is another by now, that is a conflict. */
  from: z.uuid().nullable().optional(),
  /** What the one who hands over says. */
  note: text(2_000).optional(),
  /** A hand-off writes a brief from the facts, unless this says otherwise. */
  brief: z.boolean().default(true),
});
export const EndRole = z.strictObject({ number, role: z.enum(IncidentRole), ...Who });
export const AddParticipant = z.strictObject({ number, ...Who });
export const RemoveParticipant = z.strictObject({ number, participant: z.uuid(), reason: text(1_000).optional() });

export type RoleView = {
  role: IncidentRole;
  id: string;
  name: string;
  assignedBy: string;
  note: string | null;
  assignedAt: string;
  endedAt: string | null;
};
export type ParticipantView = { id: string; name: string; kind: 'user' | 'api_key' | 'system'; addedBy: string; addedAt: string };
/** Someone who can be given a role: enabled, and allowed to act. */
export type AssignableView = { id: string; name: string; email: string };

/** Who has the room open, and what is being run there. */
export type Presence = {
  people: { id: string; name: string; since: string }[];
  running: { run: string; title: string; by: string }[];
};
