import { describe, expect, test } from 'vitest';
import type { Severity } from '@/prisma/generated/enums';
import { SEVERITY_POLICIES } from '@/prisma/seed/severity-policies';
import { type ClockEvent, readClocks, statusPageTold } from './read-clocks';
import type { Clock, ClockName, ClockPolicy, ClockRules } from './schema';

const none = {
  acknowledgeMinutes: null,
  acknowledgeBusinessDays: null,
  statusPageMinutes: null,
  updateMinutes: null,
  resolveMinutes: null,
};
const policies = Object.fromEntries(
  SEVERITY_POLICIES.map((seeded) => [seeded.severity, { ...none, warnMinutes: 5, ...seeded } as ClockPolicy]),
);
const rules: ClockRules = {
  policies,
  calendar: { zone: 'UTC', weekdays: [1, 2, 3, 4, 5], startMinute: 540, endMinute: 1_020, holidays: new Set() },
};
const START = Date.parse('2026-11-26T10:00:00Z');
const at = (minute: number) => new Date(START + minute * 60_000);

type Told = { [T in ClockEvent['type']]: [minute: number, type: T, data: Extract<ClockEvent, { type: T }>['data']] }[ClockEvent['type']];
const update = { update: 'u', purpose: 'update', subject: 's', body: 'b', recipients: 1 } as const;

/** The clocks of an incident declared at minute 0, at a minute, after these events. */
function clocksAt(minute: number, severity: Severity, ...events: Told[]): Record<ClockName, Clock> {
  const items = events.map(([when, type, data]) => ({ type, data, at: at(when).toISOString() }) as ClockEvent);
  const clocks = readClocks({ declaredAt: at(0), severity, events: items }, rules, at(minute));
  return Object.fromEntries(clocks.map((clock) => [clock.clock, clock])) as Record<ClockName, Clock>;
}
const states = (clocks: Record<ClockName, Clock>) => Object.values(clocks).map(({ state }) => state);

describe('what each severity asks', () => {
  test.each([
    ['S2-78', 'P0', { acknowledge: 15, status_page: 30, update: 30, resolve: 240 }],
    ['S2-79', 'P1', { acknowledge: 60, update: 30, resolve: 480 }],
    ['S2-80', 'P2', { acknowledge: 240, resolve: 4_320 }],
    ['S2-81', 'P3', { acknowledge: 31 * 60 }],
  ] as const)('%s: %s', (_, severity, dueAt) => {
    const clocks = clocksAt(0, severity);
    const due = Object.values(clocks).flatMap(({ clock, dueAt }) => (dueAt ? [[clock, (dueAt.getTime() - START) / 60_000]] : []));
    expect(Object.fromEntries(due)).toEqual(dueAt);
  });

  test('a clock is running, warns five minutes before, and is overdue at its time', () => {
    const acknowledge = (minute: number) => clocksAt(minute, 'P0').acknowledge.state;
    expect([0, 9, 10, 14, 15, 99].map(acknowledge)).toEqual(['running', 'running', 'warned', 'warned', 'overdue', 'overdue']);
  });

  test('to warn earlier than it began is to warn at once', () => {
    const hasty: ClockRules = { ...rules, policies: { P0: { ...none, acknowledgeMinutes: 3, warnMinutes: 5 } } };
    const [acknowledge] = readClocks({ declaredAt: at(0), severity: 'P0', events: [] }, hasty, at(0));
    expect(acknowledge).toMatchObject({ state: 'warned', warnAt: at(0), dueAt: at(3) });
  });

  test('without a policy no clock runs', () => {
    expect(
      readClocks({ declaredAt: at(0), severity: 'P0', events: [] }, { ...rules, policies: {} }, at(1)).map(({ state }) => state),
    ).toEqual(['off', 'off', 'off', 'off']);
  });
});

describe('what stops a clock', () => {
  test('S2-78: acknowledged in time is met; late is missed', () => {
    expect(clocksAt(20, 'P0', [12, 'incident_acknowledged', {}]).acknowledge).toMatchObject({ state: 'met', metAt: at(12), dueAt: at(15) });
    expect(clocksAt(20, 'P0', [16, 'incident_acknowledged', {}]).acknowledge).toMatchObject({ state: 'missed', metAt: at(16) });
    expect(clocksAt(20, 'P0', [15, 'incident_acknowledged', {}]).acknowledge.state).toBe('met');
  });

  test('S2-78: the status page is told by saying so, or by an update to customers', () => {
    expect(clocksAt(20, 'P0', [8, 'status_page_told', { note: null }]).status_page).toMatchObject({ state: 'met', metAt: at(8) });
    expect(clocksAt(20, 'P0', [9, 'update_sent', { ...update, audience: 'customers' }]).status_page.state).toBe('met');
    expect(clocksAt(20, 'P0', [9, 'update_sent', { ...update, audience: 'internal' }]).status_page.state).toBe('running');
  });

  test('S2-85: nudge at 25, overdue at 30, and every update begins another 30 minutes', () => {
    const sent: Told = [20, 'update_sent', { ...update, audience: 'internal' }];
    const late: Told = [55, 'update_sent', { ...update, audience: 'stakeholders' }];
    expect([24, 25, 29, 30].map((minute) => clocksAt(minute, 'P1').update.state)).toEqual(['running', 'warned', 'warned', 'overdue']);
    expect([44, 45, 50].map((minute) => clocksAt(minute, 'P1', sent).update.state)).toEqual(['running', 'warned', 'overdue']);
    const { update: now } = clocksAt(60, 'P1', sent, late);
    expect(now).toMatchObject({ state: 'running', startedAt: at(55), warnAt: at(80), dueAt: at(85), elapsedMs: 300_000 });
    expect(now.rounds).toMatchObject([
      { startedAt: at(0), dueAt: at(30), endedAt: at(20), kept: true },
      { startedAt: at(20), dueAt: at(50), endedAt: at(55), kept: false },
    ]);
  });

  test('the end stops what runs, and what came of it stays to be read', () => {
    const resolved: Told = [40, 'incident_resolved', { rootCause: '', resolution: '', prevention: null }];
    const after: Told[] = [
      [5, 'incident_acknowledged', {}],
      resolved,
      [50, 'update_sent', { ...update, audience: 'customers' }],
      [60, 'status_changed', { from: 'resolved', to: 'closed' }],
    ];
    const clocks = clocksAt(100_000, 'P0', ...after);
    expect(clocks).toMatchObject({
      acknowledge: { state: 'met', elapsedMs: 5 * 60_000 },
      status_page: { state: 'missed', metAt: at(40) },
      update: { state: 'missed', metAt: at(40), rounds: [{ kept: false }] },
      resolve: { state: 'met', metAt: at(40) },
    });
  });

  test('cancelled: it is no longer asked for, but what was late was late', () => {
    const clocks = clocksAt(99, 'P0', [20, 'status_changed', { from: 'triggered', to: 'cancelled', reason: null }]);
    expect(states(clocks)).toEqual(['missed', 'off', 'off', 'off']);
    expect(states(clocksAt(99, 'P0', [20, 'merged_into', { number: 1, title: '', reason: null }]))).toEqual([
      'missed',
      'off',
      'off',
      'off',
    ]);
  });
});

describe('severity and reopening', () => {
  const to = (minute: number, from: Severity, to: Severity): Told => [minute, 'severity_changed', { from, to, reason: null }];

  test('a deadline is counted from the clock’s own start, under the severity that it has now', () => {
    expect(clocksAt(10, 'P1', to(10, 'P1', 'P0')).acknowledge).toMatchObject({ startedAt: at(0), dueAt: at(15), state: 'warned' });
    expect(clocksAt(20, 'P1', to(20, 'P1', 'P0')).acknowledge).toMatchObject({ dueAt: at(15), state: 'overdue' });
    expect(clocksAt(20, 'P0', to(20, 'P0', 'P1')).acknowledge).toMatchObject({ dueAt: at(60), state: 'running' });
  });

  test('a clock that did not run before begins with the change', () => {
    const clocks = clocksAt(130, 'P2', to(120, 'P2', 'P0'));
    expect(clocks.status_page).toMatchObject({ startedAt: at(120), dueAt: at(150), state: 'running' });
    expect(clocks.update).toMatchObject({ startedAt: at(120), dueAt: at(150) });
    expect(clocks.resolve).toMatchObject({ startedAt: at(0), dueAt: at(240) });
  });

  test('a clock that runs no longer is off, unless it was late', () => {
    expect(clocksAt(20, 'P0', to(10, 'P0', 'P2')).update).toMatchObject({ state: 'off', rounds: [] });
    expect(clocksAt(50, 'P0', to(40, 'P0', 'P2')).update).toMatchObject({ state: 'off', rounds: [{ kept: false, endedAt: at(40) }] });
  });

  test('what is done stays done', () => {
    const clocks = clocksAt(200, 'P2', [9, 'incident_acknowledged', {}], [10, 'status_page_told', { note: null }], to(100, 'P2', 'P0'));
    expect(clocks.acknowledge.state).toBe('met');
    expect(clocks.status_page).toMatchObject({ state: 'off' });
  });

  test('reopened, everything but the acknowledgement begins anew', () => {
    const clocks = clocksAt(
      110,
      'P0',
      [5, 'incident_acknowledged', {}],
      [6, 'status_page_told', { note: null }],
      [20, 'incident_resolved', { rootCause: '', resolution: '', prevention: null }],
      [100, 'incident_reopened', { reason: null }],
    );
    expect(clocks.acknowledge).toMatchObject({ state: 'met', metAt: at(5) });
    expect(clocks.status_page).toMatchObject({ state: 'running', dueAt: at(130), rounds: [{ kept: true }] });
    expect(clocks.update).toMatchObject({ state: 'running', startedAt: at(100), dueAt: at(130) });
    expect(clocks.resolve).toMatchObject({ state: 'running', dueAt: at(340), rounds: [{ kept: true }] });
  });

  test('the status page was told only if it was since the incident was last opened', () => {
    const told = { type: 'status_page_told', data: { note: null } } as unknown as ClockEvent;
    const reopened = { type: 'incident_reopened', data: { reason: null } } as unknown as ClockEvent;
    expect([[], [told], [told, reopened], [told, reopened, told]].map(statusPageTold)).toEqual([false, true, false, true]);
  });
});

describe('pauses', () => {
  const paused: Told = [10, 'clock_paused', { clock: 'update', reason: 'the vendor works on it until noon' }];
  const resumed: Told = [50, 'clock_resumed', { clock: 'update', reason: null }];

  test('a paused clock stands, with its reason, and goes on from there', () => {
    expect(clocksAt(45, 'P1', paused).update).toMatchObject({
      state: 'paused',
      pausedAt: at(10),
      pauseReason: 'the vendor works on it until noon',
      dueAt: at(65),
      elapsedMs: 10 * 60_000,
    });
    expect(clocksAt(60, 'P1', paused, resumed).update).toMatchObject({ state: 'running', dueAt: at(70), elapsedMs: 20 * 60_000 });
    expect(clocksAt(60, 'P1', paused).acknowledge.state).toBe('overdue');
  });

  test('a pause after the deadline does not undo that it was missed', () => {
    const late: Told[] = [
      [40, 'clock_paused', { clock: 'update', reason: 'x' }],
      [80, 'clock_resumed', { clock: 'update', reason: null }],
    ];
    expect(clocksAt(90, 'P1', ...late).update).toMatchObject({ state: 'overdue', dueAt: at(30) });
  });

  test('what meets a clock ends its pause', () => {
    expect(clocksAt(45, 'P1', paused, [40, 'update_sent', { ...update, audience: 'internal' }]).update).toMatchObject({
      state: 'running',
      dueAt: at(70),
      rounds: [{ kept: true, dueAt: at(60), elapsedMs: 10 * 60_000 }],
    });
  });
});
