import { Role } from '@/prisma/generated/enums';

/** What each role is for, in the words of the settings page. Roles add up. */
export const ROLE_MEANS = {
  viewer: 'reads runbooks, incidents and output',
  responder: 'declares and works incidents, runs diagnostics, remedies inside an open incident',
  commander: 'leads incidents, remedies anywhere, approves what is destructive',
  admin: 'manages people and keys, approves what is destructive',
} as const satisfies Record<Role, string>;

export const ROLES = Object.values(Role);
