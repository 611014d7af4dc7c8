import { expect, test } from 'vitest';
import { authorise } from '@/domain/access/authorise';
import { holds, MATRIX, type Permission } from '@/domain/access/matrix';
import { systemContext } from '@/domain/context';
import { Role } from '@/prisma/generated/enums';
import { person } from '@/test/people';

/** Who may, as decided: viewer, responder, commander, admin. Change it only together with the design. */
const DECIDED: Record<Permission, [0 | 1, 0 | 1, 0 | 1, 0 | 1]> = {
  'runbook.read': [1, 1, 1, 1],
  'runbook.import': [0, 0, 1, 1],
  'incident.read': [1, 1, 1, 1],
  'run.read': [1, 1, 1, 1],
  'contact.read': [1, 1, 1, 1],
  'incident.declare': [0, 1, 1, 1],
  'incident.acknowledge': [0, 1, 1, 1],
  'incident.change_status': [0, 1, 1, 1],
  'incident.change_severity': [0, 1, 1, 1],
  'incident.note': [0, 1, 1, 1],
  'incident.edit_note_of_another': [0, 0, 1, 0],
  'incident.resolve': [0, 1, 1, 1],
  'incident.reopen': [0, 1, 1, 1],
  'incident.edit': [0, 1, 1, 1],
  'incident.merge': [0, 1, 1, 1],
  'incident.assign_role': [0, 1, 1, 1],
  'incident.restrict': [0, 0, 1, 1],
  'incident.read_restricted': [0, 0, 0, 1],
  'incident.participants': [0, 1, 1, 1],
  'clock.pause': [0, 1, 1, 1],
  'clock.tell_status_page': [0, 1, 1, 1],
  'investigation.work': [0, 1, 1, 1],
  'procedure.run': [0, 1, 1, 1],
  'update.read': [1, 1, 1, 1],
  'update.draft': [0, 1, 1, 1],
  'update.send': [0, 1, 1, 1],
  'update.send_to_customers': [0, 0, 1, 1],
  'update.approve': [0, 0, 1, 1],
  'stakeholder_link.manage': [0, 0, 1, 1],
  'escalation.request': [0, 1, 1, 1],
  'review.read': [1, 1, 1, 1],
  'review.edit': [0, 1, 1, 1],
  'review.approve': [0, 0, 1, 1],
  'review.publish': [0, 1, 1, 1],
  'review.import': [0, 0, 0, 1],
  'action_item.read': [1, 1, 1, 1],
  'action_item.edit': [0, 1, 1, 1],
  'action_item.verify': [0, 1, 1, 1],
  'policy.read': [1, 1, 1, 1],
  'policy.manage': [0, 0, 0, 1],
  'template.read': [1, 1, 1, 1],
  'template.manage': [0, 0, 0, 1],
  'channel.manage': [0, 0, 0, 1],
  'contact.manage': [0, 0, 0, 1],
  'run.read_only': [0, 1, 1, 1],
  'run.cancel': [0, 1, 1, 1],
  'run.mutating_in_incident': [0, 1, 1, 0],
  'run.mutating': [0, 0, 1, 0],
  'run.destructive_request': [0, 1, 1, 0],
  'run.destructive_approve': [0, 0, 1, 1],
  'run.destructive_break_glass': [0, 0, 1, 1],
  'schedule.read': [1, 1, 1, 1],
  'schedule.manage': [0, 1, 1, 1],
  'schedule.manage_on_production': [0, 0, 1, 0],
  'rehearsal.read': [1, 1, 1, 1],
  'rehearsal.manage': [0, 0, 0, 1],
  'access.manage': [0, 0, 0, 1],
  'access.own': [1, 1, 1, 1],
  'audit.read': [0, 0, 0, 1],
};
const ROLES: Role[] = ['viewer', 'responder', 'commander', 'admin'];
const permissions = Object.keys(DECIDED) as Permission[];

test('every role and every permission is decided', () => {
  expect(ROLES.toSorted()).toEqual(Object.values(Role).toSorted());
  expect(permissions.toSorted()).toEqual(Object.keys(MATRIX).toSorted());
});

test.each(permissions)('%s', (permission) => {
  const roleSets = Array.from({ length: 1 << ROLES.length }, (_, bits) => ROLES.filter((_role, at) => bits & (1 << at)));
  for (const roles of roleSets) {
    const may = roles.some((role) => DECIDED[permission][ROLES.indexOf(role)] === 1);
    expect(holds(roles, permission), roles.join()).toBe(may);
    if (may) authorise(person('Ana', ...roles), permission);
    else expect(() => authorise(person('Ana', ...roles), permission)).toThrow(/You need the role/);
  }
});

test('nobody may do anything, the engine itself everything', () => {
  const nobody = { ...person('nobody', 'admin', 'commander', 'responder', 'viewer'), actor: { kind: 'user' as const, id: null, name: '' } };
  for (const permission of permissions) {
    expect(() => authorise(nobody, permission)).toThrow('Sign in first.');
    authorise(systemContext(), permission);
  }
});
