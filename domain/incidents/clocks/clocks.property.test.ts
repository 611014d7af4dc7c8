import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newCrossings, nextCrossingAt } from './crossings';
import { type ClockEvent, type ClockHistory, readClocks } from './read-clocks';
import { CLOCKS, type ClockRules, timeZones } from './schema';

const SEVERITIES = ['P0', 'P1', 'P2', 'P3'] as const;
const DAY_MS = 86_400_000;

const minutes = fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: null });
const aPolicy = fc
  .record({
    acknowledgeMinutes: minutes,
    acknowledgeBusinessDays: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
    statusPageMinutes: minutes,
    updateMinutes: minutes,
    resolveMinutes: minutes,
    warnMinutes: fc.integer({ min: 0, max: 600 }),
  })
  .map((policy) => ({ ...policy, acknowledgeBusinessDays: policy.acknowledgeMinutes === null ? policy.acknowledgeBusinessDays : null }));

// Around both changes of the clocks in most zones, and around a leap day.
const SEASONS = ['2026-03-20', '2026-04-01', '2026-10-20', '2026-11-01', '2028-02-25', '2011-12-26'].map((day) => Date.parse(day));
const aStart = fc
  .tuple(fc.constantFrom(...SEASONS), fc.integer({ min: 0, max: 14 * DAY_MS }))
  .map(([season, offset]) => new Date(season + offset));

const theRules = fc.record({
  policies: fc.record({ P0: aPolicy, P1: aPolicy, P2: aPolicy, P3: aPolicy }),
  calendar: fc.record({
    zone: fc.constantFrom(...timeZones()),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    startMinute: fc.integer({ min: 0, max: 600 }),
    endMinute: fc.integer({ min: 601, max: 1_440 }),
    holidays: fc
      .array(fc.constantFrom(...SEASONS.flatMap((day) => [1, 4, 9].map((ahead) => new Date(day + ahead * DAY_MS)))))
      .map((days) => new Set(days.map((day) => day.toISOString().slice(0, 10)))),
  }),
}) satisfies fc.Arbitrary<ClockRules>;

const aClock = fc.constantFrom(...CLOCKS);
const anEvent = fc.oneof(
  fc.constant({ type: 'incident_acknowledged', data: {} }),
  fc.record({ type: fc.constant('severity_changed'), data: fc.record({ to: fc.constantFrom(...SEVERITIES) }) }),
  fc.record({ type: fc.constant('status_changed'), data: fc.record({ to: fc.constantFrom('investigating', 'cancelled', 'closed') }) }),
  fc.constant({ type: 'incident_resolved', data: {} }),
  fc.constant({ type: 'incident_reopened', data: {} }),
  fc.constant({ type: 'merged_into', data: {} }),
  fc.record({ type: fc.constant('update_sent'), data: fc.record({ audience: fc.constantFrom('internal', 'customers') }) }),
  fc.constant({ type: 'status_page_told', data: {} }),
  fc.record({ type: fc.constant('clock_paused'), data: fc.record({ clock: aClock, reason: fc.constant('x') }) }),
  fc.record({ type: fc.constant('clock_resumed'), data: fc.record({ clock: aClock }) }),
);

const aHistory = fc
  .record({
    declaredAt: aStart,
    severity: fc.constantFrom(...SEVERITIES),
    steps: fc.array(fc.tuple(anEvent, fc.integer({ min: 0, max: DAY_MS })), { maxLength: 25 }),
  })
  .map(({ declaredAt, severity, steps }): ClockHistory => {
    let at = declaredAt.getTime();
    const events = steps.map(([event, after]) => {
      at += after;
      return { ...event, at: new Date(at).toISOString() } as ClockEvent;
    });
    return { declaredAt, severity, events };
  });
const ahead = fc.integer({ min: 0, max: 30 * DAY_MS });
const lastAt = ({ declaredAt, events }: ClockHistory) => new Date(events.at(-1)?.at ?? declaredAt);
const after = (history: ClockHistory, ms: number) => new Date(lastAt(history).getTime() + ms);

test('nothing is due before it began, warnings lie between, and rounds follow one another', () => {
  fc.assert(
    fc.property(aHistory, theRules, ahead, (history, rules, ms) => {
      for (const { startedAt, warnAt, dueAt, elapsedMs, rounds } of readClocks(history, rules, after(history, ms))) {
        expect(elapsedMs).toBeGreaterThanOrEqual(0);
        if (startedAt && dueAt) expect(dueAt.getTime()).toBeGreaterThan(startedAt.getTime());
        if (startedAt && warnAt && dueAt)
          expect(warnAt >= startedAt && warnAt <= dueAt, `${startedAt.toISOString()} ${warnAt.toISOString()}`).toBe(true);
        let before = history.declaredAt;
        for (const round of rounds) {
          expect(round.startedAt >= before && round.endedAt >= round.startedAt).toBe(true);
          expect(round.kept).toBe(round.endedAt <= round.dueAt);
          before = round.endedAt;
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('as time goes on a clock never goes back, and only a paused one moves what is due', () => {
  const order = ['running', 'warned', 'overdue'];
  fc.assert(
    fc.property(aHistory, theRules, ahead, ahead, (history, rules, first, more) => {
      const [early, late] = [first, first + more].map((ms) => readClocks(history, rules, after(history, ms)));
      for (const [at, clock] of (early ?? []).entries()) {
        const then = late?.[at];
        expect(order.indexOf(then?.state ?? '')).toBeGreaterThanOrEqual(order.indexOf(clock.state));
        if (clock.state !== 'paused') expect(then?.dueAt).toEqual(clock.dueAt);
        else expect(then?.dueAt?.getTime()).toBeGreaterThanOrEqual(clock.dueAt?.getTime() ?? 0);
        expect(then?.rounds).toEqual(clock.rounds);
      }
    }),
    { numRuns: 400 },
  );
});

test('to pause for a while never makes anything due earlier', () => {
  fc.assert(
    fc.property(aHistory, theRules, aClock, ahead, ahead, (history, rules, clock, from, lasts) => {
      const now = after(history, from + lasts + 1);
      const event = (type: string, ms: number) =>
        ({ type, at: after(history, ms).toISOString(), data: { clock, reason: 'x' } }) as ClockEvent;
      const paused = { ...history, events: [...history.events, event('clock_paused', from), event('clock_resumed', from + lasts)] };
      const due = (one: ClockHistory) => readClocks(one, rules, now).find((read) => read.clock === clock);
      const [plain, moved] = [due(history), due(paused)];
      if (plain?.state === 'paused') return;
      expect(moved?.dueAt?.getTime() ?? 0).toBeGreaterThanOrEqual(plain?.dueAt?.getTime() ?? 0);
      expect((moved?.dueAt?.getTime() ?? 0) - (plain?.dueAt?.getTime() ?? 0)).toBeLessThanOrEqual(lasts);
    }),
    { numRuns: 400 },
  );
});

test('looking whenever something crosses records each crossing once, and looking again records nothing', () => {
  fc.assert(
    fc.property(aHistory, theRules, (history, rules) => {
      const events = [...history.events];
      let now = lastAt(history);
      const look = () => newCrossings(readClocks({ ...history, events }, rules, now), events);
      for (let looks = 0; looks < 12; looks++) {
        for (const crossing of look()) events.push({ ...crossing, at: now.toISOString() } as ClockEvent);
        expect(look()).toEqual([]);
        const next = nextCrossingAt(readClocks({ ...history, events }, rules, now));
        if (!next) break;
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        now = next;
      }
      expect(nextCrossingAt(readClocks({ ...history, events }, rules, now))).toBeNull();
      const told = events
        .filter(({ type }) => type === 'clock_warned' || type === 'clock_overdue')
        .map(({ type, data }) => JSON.stringify([type, data]));
      expect(new Set(told).size).toBe(told.length);
    }),
    { numRuns: 300 },
  );
});
