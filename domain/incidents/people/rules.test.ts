import { expect, test } from 'vitest';
import type { RoleHolder } from '../schema';
import type { TimelineEvent, TimelineItem } from '../timeline-event';
import { type BriefFacts, carriedRoles, eventInWords, handoffBrief } from './rules';

const holder = (role: RoleHolder['role'], name: string): RoleHolder => ({ role, id: name.toLowerCase(), name });
const inWords = (roles: RoleHolder[]) => roles.map(({ role, name }) => `${role} ${name}`);

test.each<[string, RoleHolder[], RoleHolder[], string[]]>([
  ['a free role stays with who had it', [holder('commander', 'Ana')], [holder('scribe', 'Bo')], ['commander Ana']],
  ['of two commanders one becomes a responder', [holder('commander', 'Ana')], [holder('commander', 'Bo')], ['responder Ana']],
  ['whoever has a role there keeps that alone', [holder('commander', 'Ana')], [holder('commander', 'Bo'), holder('scribe', 'Ana')], []],
  ['nobody comes twice', [holder('scribe', 'Ana'), holder('responder', 'Ana')], [holder('scribe', 'Bo')], ['responder Ana']],
  ['responders go over', [holder('responder', 'Ana'), holder('responder', 'Cy')], [holder('responder', 'Cy')], ['responder Ana']],
])('%s', (_, from, into, carried) => {
  expect(inWords(carriedRoles(from, into))).toEqual(carried);
});

const item = (at: string, name: string, event: TimelineEvent): TimelineItem => ({
  ...event,
  seq: 1,
  at: `2026-11-21T${at}:00.000Z`,
  actor: { kind: 'user', id: name, name },
});
const facts: BriefFacts = {
  severity: 'P1',
  status: 'identified',
  startedAt: '2026-11-21T14:20:00.000Z',
  impact: 'No reports since noon',
  roles: [holder('commander', 'Ana')],
  events: [
    item('14:30', 'Ana', { type: 'note_added', data: { body: 'too old to be named' } }),
    item('14:31', 'Ana', { type: 'severity_changed', data: { from: 'P2', to: 'P1', reason: null } }),
    item('14:32', 'Bo', { type: 'note_added', data: { body: `pool is full, ${'😀'.repeat(150)}` } }),
    item('14:33', 'Bo', { type: 'status_changed', data: { from: 'investigating', to: 'identified' } }),
    item('14:34', 'Bo', { type: 'incident_acknowledged', data: {} }),
    item('14:35', 'Cy', {
      type: 'update_sent',
      data: { update: 'u', purpose: 'update', audience: 'customers', subject: 'Reports', body: '', recipients: 1 },
    }),
  ],
  openTasks: [
    { title: 'Raise the limit', owner: 'Bo', dueAt: '2026-11-21T14:50:00.000Z' },
    { title: 'Tell support', owner: null, dueAt: null },
  ],
  clocks: [{ clock: 'next update', dueAt: '2026-11-21T15:05:00.000Z' }],
  doers: [{ name: 'Bo', runs: 3, mostly: 'Connections by state', notes: 1, events: 6 }],
};

test('a brief says how it stands, what is due, what happened last and who knows what', () => {
  const brief = handoffBrief(facts, new Date('2026-11-21T15:00:00.000Z'));
  expect(brief).toContain('P1, identified, began 14:20 UTC, 40 min ago. No reports since noon');
  expect(brief).toContain('- next update: due 15:05 UTC');
  expect(brief).toContain('- Raise the limit, Bo, overdue since 14:50 UTC');
  expect(brief).toContain('- Tell support, nobody has it');
  expect(brief).toContain('- 14:33 UTC Bo: changed the status from investigating to identified');
  expect(brief).toContain('- 14:35 UTC Cy: told customers: Reports');
  expect(brief).not.toContain('too old to be named');
  expect(brief).toContain('- Bo: 3 runs, mostly Connections by state; 1 note; 2 other events');
  expect(brief).not.toMatch(/\p{Cs}/u);
  expect(Math.max(...brief.split('\n').map((line) => line.length))).toBeLessThan(200);
});

test('what is not there is not said', () => {
  const brief = handoffBrief(
    { ...facts, impact: null, events: [], openTasks: [], clocks: [], doers: [], roles: [] },
    new Date(facts.startedAt),
  );
  expect(brief).toBe('**State:** P1, identified, began 14:20 UTC, 0 min ago.');
});

test('an event without words of its own is named by its type', () => {
  expect(eventInWords({ type: 'incident_reopened', data: { reason: null } })).toBe('incident reopened');
});
