import type { Role } from '@/prisma/generated/enums';

const everyone = ['viewer', 'responder', 'commander', 'admin'] as const;
const responders = ['responder', 'commander', 'admin'] as const;
const commanders = ['commander'] as const;
const admins = ['admin'] as const;

/**
 * Who may do what: the whole of it. Roles add up, so a person with two roles may do what either may.
 * A verb's permission must have a row here; a door whose verb has none fails the access test.
 */
export const MATRIX = {
  'runbook.read': everyone,
  'runbook.import': ['commander', 'admin'],
  'incident.read': everyone,
  'run.read': everyone,
  'contact.read': everyone,
  'incident.declare': responders,
  'incident.acknowledge': responders,
  'incident.change_status': responders,
  'incident.change_severity': responders,
  'incident.note': responders,
  'incident.edit_note_of_another': commanders,
  'incident.resolve': responders,
  'incident.reopen': responders,
  'incident.edit': responders,
  'incident.merge': responders,
  'incident.assign_role': responders,
  'incident.restrict': ['commander', 'admin'],
  'incident.read_restricted': admins,
  'incident.participants': responders,
  'clock.pause': responders,
  'clock.tell_status_page': responders,
  'investigation.work': responders,
  'procedure.run': responders,
  'update.read': everyone,
  'update.draft': responders,
  'update.send': responders,
  'update.send_to_customers': ['commander', 'admin'],
  'update.approve': ['commander', 'admin'],
  'stakeholder_link.manage': ['commander', 'admin'],
  'escalation.request': responders,
  'review.read': everyone,
  'review.edit': responders,
  'review.approve': ['commander', 'admin'],
  'review.publish': responders,
  'review.import': admins,
  'action_item.read': everyone,
  'action_item.edit': responders,
  'action_item.verify': responders,
  'policy.read': everyone,
  'policy.manage': admins,
  'template.read': everyone,
  'template.manage': admins,
  'channel.manage': admins,
  'contact.manage': admins,
  'run.read_only': responders,
  'run.cancel': responders,
  'run.mutating_in_incident': ['responder', 'commander'],
  'run.mutating': commanders,
  'run.destructive_request': ['responder', 'commander'],
  'run.destructive_approve': ['commander', 'admin'],
  'run.destructive_break_glass': ['commander', 'admin'],
  'schedule.read': everyone,
  'schedule.manage': responders,
  'schedule.manage_on_production': commanders,
  'rehearsal.read': everyone,
  'rehearsal.manage': admins,
  'access.manage': admins,
  'access.own': everyone,
  'audit.read': admins,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof MATRIX;

/** Whether any of these roles holds the permission. Pure. */
export function holds(roles: Iterable<Role>, permission: Permission): boolean {
  const allowed: readonly Role[] = MATRIX[permission];
  for (const role of roles) if (allowed.includes(role)) return true;
  return false;
}
