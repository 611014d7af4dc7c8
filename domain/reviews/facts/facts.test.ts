import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import type { Facts } from '../document/schema';
import { draftResponse } from '../sections/draft-response';
import { draftSection } from '../sections/draft-sections';
import { measure } from './measure';
import { peopleOf } from './people-of';
import { remediationsOf } from './remediations-of';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 14, minute));
const event = (type: string, minute: number, data: object = {}) =>
  ({ seq: minute + 1, type, at: at(minute).toISOString(), actor: { kind: 'user', id: 'a', name: 'Ana' }, data }) as unknown as TimelineItem;
const MINUTE_MS = 60_000;

test('times are taken from the first of each in the timeline, and null for what has not happened', () => {
  const times = { startedAt: at(0), declaredAt: at(5), resolvedAt: at(50) };
  const events = [
    event('incident_declared', 5),
    event('incident_acknowledged', 7),
    event('update_sent', 12),
    event('status_changed', 20, { to: 'identified' }),
    event('status_changed', 30, { to: 'monitoring' }),
    event('incident_resolved', 40),
    event('incident_reopened', 45),
    event('incident_acknowledged', 46),
    event('incident_resolved', 50),
  ];
  expect(measure(times, events)).toEqual({
    detectMs: 5 * MINUTE_MS,
    acknowledgeMs: 2 * MINUTE_MS,
    firstUpdateMs: 7 * MINUTE_MS,
    identifyMs: 15 * MINUTE_MS,
    mitigateMs: 25 * MINUTE_MS,
    resolveMs: 45 * MINUTE_MS,
    durationMs: 50 * MINUTE_MS,
  });
  expect(Object.values(measure({ ...times, resolvedAt: null }, []))).toEqual([5 * MINUTE_MS, null, null, null, null, null, null]);
});

test('what was resolved without having been watched was mitigated then', () => {
  const { mitigateMs } = measure({ startedAt: at(0), declaredAt: at(0), resolvedAt: at(9) }, [event('incident_resolved', 9)]);
  expect(mitigateMs).toBe(9 * MINUTE_MS);
});

test('it is mitigated no later than it is resolved, though the event is written after', () => {
  const { mitigateMs, resolveMs } = measure({ startedAt: at(0), declaredAt: at(0), resolvedAt: at(9) }, [event('incident_resolved', 10)]);
  expect([mitigateMs, resolveMs]).toEqual([9 * MINUTE_MS, 9 * MINUTE_MS]);
});

type Run = Facts['runs'][number];
const run = (block: string, minute: number, verdict: Run['verdict'], effect: Run['effect'] = 'read'): Run => ({
  ...{ id: `${block}-${minute}`, runbook: 'a/b', block, title: block, kind: 'sql', effect, target: 'db', environment: 'local' },
  ...{
    state: verdict === 'fail' ? 'failed' : 'passed',
    verdict,
    reason: null,
    by: 'Ana',
    durationMs: 1_000,
    outputSha256: null,
    seq: minute,
  },
  ...{ startedAt: at(minute).toISOString(), endedAt: new Date(at(minute).getTime() + 1_000).toISOString() },
});

describe('a remediation', () => {
  test('says who approved it, or why nobody was asked, and so does the draft', () => {
    const glass = { ...run('drop', 1, 'ok', 'destructive'), brokenGlass: 'Nobody *else* is awake.' };
    const approved = { ...run('cut', 2, 'ok', 'destructive'), approvedBy: 'Bo' };
    const remediations = remediationsOf([glass, approved]);
    expect(remediations).toMatchObject([{ brokenGlass: 'Nobody *else* is awake.' }, { approvedBy: 'Bo' }]);
    const facts = { measured: measure({ startedAt: at(0), declaredAt: at(0), resolvedAt: null }, []), people: [], runs: [], remediations };
    const draft = draftResponse(facts as unknown as Facts);
    expect(draft).toContain('the glass was broken: “Nobody \\*else\\* is awake.”.');
    expect(draft).toContain('cut on db by Ana, approved by Bo');
    const hard = draftSection('was_hard', { ...facts, clocks: [], promises: [], hypotheses: [], reopened: 0 } as unknown as Facts);
    expect(hard).toContain('Ana broke the glass for drop: Nobody');
    expect(hard).not.toContain('cut');
  });

  test('has changed the diagnostics whose last verdict before it and first after it differ, until the next remediation', () => {
    const runs = [
      run('pool', 1, 'ok'),
      run('pool', 2, 'fail'),
      run('disk', 2, 'ok'),
      run('restart', 3, 'ok', 'mutating'),
      run('pool', 4, 'warn'),
      run('disk', 4, 'ok'),
      run('grow', 5, 'ok', 'mutating'),
      run('pool', 6, 'ok'),
    ];
    expect(
      remediationsOf(runs).map(({ title, changed }) => [
        title,
        changed.map(({ title: what, before, after }) => `${what}: ${before} → ${after}`),
      ]),
    ).toEqual([
      ['restart', ['pool: fail → warn']],
      ['grow', ['pool: warn → ok']],
    ]);
  });

  test('that was never begun has changed nothing, and does not end what another one did', () => {
    const waiting = { ...run('grow', 4, null, 'mutating'), state: 'cancelled' as const, startedAt: null, endedAt: null };
    const runs = [run('pool', 1, 'fail'), run('restart', 2, 'ok', 'mutating'), waiting, run('pool', 5, 'ok')];
    expect(remediationsOf(runs).map(({ changed }) => changed.length)).toEqual([1, 0]);
  });

  test('never tells of a change that no pair of runs shows', () => {
    const runs = fc.array(
      fc.record({
        block: fc.constantFrom('a', 'b', 'c'),
        verdict: fc.constantFrom('ok', 'warn', 'fail'),
        effect: fc.constantFrom('read', 'mutating'),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(runs, (made) => {
        const all = made.map(({ block, verdict, effect }, minute) =>
          run(effect === 'read' ? block : 'fix', minute, verdict as 'ok', effect as 'read'),
        );
        for (const { changed } of remediationsOf(all)) for (const { before, after } of changed) expect(before).not.toBe(after);
        expect(remediationsOf(all)).toHaveLength(all.filter(({ effect }) => effect !== 'read').length);
      }),
    );
  });
});

test('people stand with their roles, who did most first, whoever only had a role too', () => {
  const entries = [{ actorId: 'a', name: 'Ana', events: 2, firstAt: at(1), lastAt: at(3) }];
  const roles = [{ userId: 'b', userName: 'Bo', role: 'scribe' as const, assignedAt: at(2), endedAt: null }];
  expect(peopleOf({ counted: { entries }, roles } as never)).toEqual([
    { name: 'Ana', roles: [], events: 2, firstAt: at(1).toISOString(), lastAt: at(3).toISOString() },
    { name: 'Bo', roles: [{ role: 'scribe', from: at(2).toISOString(), to: null }], events: 0, firstAt: null, lastAt: null },
  ]);
});
