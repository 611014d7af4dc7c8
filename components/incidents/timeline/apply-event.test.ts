import { expect, test } from 'vitest';
import type { IncidentView } from '@/domain/incidents/schema';
import type { TimelineEvent, TimelineItem } from '@/domain/incidents/timeline-event';
import { applyEvent } from './apply-event';

const declared: IncidentView = {
  number: 7,
  title: 'Reports fail',
  severity: 'P1',
  status: 'triggered',
  service: null,
  summary: null,
  impact: null,
  kind: 'other',
  severityLabel: null,
  customerVisible: false,
  restricted: false,
  tags: [],
  labels: {},
  bridgeUrl: null,
  runbook: null,
  startedAt: '2026-11-21T14:20:00.000Z',
  declaredAt: '2026-11-21T14:31:00.000Z',
  declaredBy: 'Ana',
  acknowledgedAt: null,
  acknowledgedBy: null,
  investigatingAt: null,
  identifiedAt: null,
  monitoringAt: null,
  resolvedAt: null,
  closedAt: null,
  cancelledAt: null,
  rootCause: null,
  resolution: null,
  prevention: null,
  roles: [],
  mergedInto: null,
  merged: 0,
  lastSeq: 1,
};

const at = '2026-11-21T14:33:00.000Z';
const item = (seq: number, event: TimelineEvent): TimelineItem => ({ ...event, seq, at, actor: { kind: 'user', id: 'u', name: 'Bo' } });
const told = { rootCause: 'leak', resolution: 'restart', prevention: null };

test.each<[string, TimelineEvent, Partial<IncidentView>]>([
  ['acknowledged', { type: 'incident_acknowledged', data: {} }, { status: 'acknowledged', acknowledgedAt: at, acknowledgedBy: 'Bo' }],
  ['status', { type: 'status_changed', data: { from: 'triggered', to: 'identified' } }, { status: 'identified', identifiedAt: at }],
  ['severity', { type: 'severity_changed', data: { from: 'P1', to: 'P0', reason: null } }, { severity: 'P0' }],
  ['resolved', { type: 'incident_resolved', data: told }, { status: 'resolved', resolvedAt: at, ...told }],
  [
    'details',
    { type: 'details_changed', data: { title: { from: 'Reports fail', to: 'All reports fail' }, tags: { from: [], to: ['db'] } } },
    { title: 'All reports fail', tags: ['db'] },
  ],
  ['restriction', { type: 'restriction_changed', data: { restricted: true, reason: 'a breach' } }, { restricted: true }],
  [
    'merged away',
    { type: 'merged_into', data: { number: 3, title: 'The other', reason: null } },
    { status: 'cancelled', cancelledAt: at, mergedInto: 3, roles: [] },
  ],
  ['merged in', { type: 'duplicate_merged', data: { number: 9, title: 'The same', reason: null } }, { merged: 1 }],
  [
    'role',
    { type: 'role_assigned', data: { role: 'commander', person: { id: 'b', name: 'Bo' }, from: null, note: null, brief: null } },
    { roles: [{ role: 'commander', id: 'b', name: 'Bo' }] },
  ],
  ['note', { type: 'note_added', data: { body: 'x' } }, {}],
])('%s', (_, event, change) => {
  expect(applyEvent(declared, item(2, event))).toEqual({ ...declared, ...change, lastSeq: 2 });
});

test('reopening takes the resolution back', () => {
  const resolved = applyEvent(declared, item(2, { type: 'incident_resolved', data: told }));
  expect(applyEvent(resolved, item(3, { type: 'incident_reopened', data: { reason: null } }))).toEqual({
    ...declared,
    status: 'investigating',
    investigatingAt: at,
    lastSeq: 3,
  });
});

test('an event that is already shown changes nothing', () => {
  expect(applyEvent(declared, item(1, { type: 'status_changed', data: { from: 'triggered', to: 'cancelled' } }))).toBe(declared);
});

test('acknowledging an incident that went on keeps its status', () => {
  const identified = { ...declared, status: 'identified' as const };
  expect(applyEvent(identified, item(2, { type: 'incident_acknowledged', data: {} })).status).toBe('identified');
});

test('a role is handed over, responders add up, and an ended role is free', () => {
  const assigned = (seq: number, role: 'commander' | 'responder', name: string) =>
    item(seq, { type: 'role_assigned', data: { role, person: { id: name, name }, from: null, note: null, brief: null } });
  const after = [
    assigned(2, 'commander', 'Ana'),
    assigned(3, 'commander', 'Bo'),
    assigned(4, 'responder', 'Ana'),
    assigned(5, 'responder', 'Cy'),
  ].reduce(applyEvent, declared);
  expect(after.roles.map(({ role, name }) => `${role} ${name}`)).toEqual(['commander Bo', 'responder Ana', 'responder Cy']);
  const ended = item(6, { type: 'role_ended', data: { role: 'responder', person: { id: 'Ana', name: 'Ana' } } });
  expect(applyEvent(after, ended).roles.map(({ name }) => name)).toEqual(['Bo', 'Cy']);
});
