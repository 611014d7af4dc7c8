import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { beforeEach, expect, test } from 'vitest';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { acknowledgeIncident } from '@/domain/incidents/acknowledge-incident';
import { changeRestriction } from '@/domain/incidents/change-restriction';
import { changeSeverity } from '@/domain/incidents/change-severity';
import { changeStatus } from '@/domain/incidents/change-status';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { editDetails } from '@/domain/incidents/edit-details';
import { mergeIncident } from '@/domain/incidents/merge-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { reopenIncident } from '@/domain/incidents/reopen-incident';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { makeRun } from '@/test/make-run';
import { person } from '@/test/people';
import { getAnalytics } from '../get-analytics';
import type { AskAnalytics } from '../schema';
import { keepTallies } from './keep-tallies';

useTestDatabase();
const admin = person('Ada', 'admin');
const viewer = person('Vi', 'viewer');
const ZONES = ['UTC', 'Europe/Berlin', 'Pacific/Kiritimati', 'America/St_Johns'];
const INCIDENTS = 4;

let numbers: number[] = [];
beforeEach(async () => {
  numbers = [];
  for (let n = 0; n < INCIDENTS; n++)
    numbers.push((await declareIncident(admin, { title: `Nr ${n}`, severity: `P${n}`, service: n % 2 ? 'ledger' : 'reports' })).number);
});

const idOf = (number: number) =>
  db()
    .incident.findUniqueOrThrow({ where: { number }, select: { id: true } })
    .then(({ id }) => id);

async function overdue(number: number): Promise<void> {
  const id = await idOf(number);
  const data = { clock: 'update' as const, dueAt: new Date().toISOString() };
  await db().$transaction((tx) => recordEvent(tx, admin, id, { type: 'clock_overdue', data }));
}

async function promised(number: number, late: boolean): Promise<void> {
  const incidentId = await idOf(number);
  const said = { purpose: 'update', audience: 'internal', subject: 's', body: 'b', createdByName: 'Ana' } as const;
  const update = await db().incidentUpdate.create({ data: { id: randomUUID(), incidentId, ...said } });
  const made = { words: 'at noon', audience: 'internal', dueAt: new Date() } as const;
  const promise = await db().updatePromise.create({ data: { id: randomUUID(), incidentId, updateId: update.id, ...made } });
  const ended = { state: 'kept', endedAt: new Date(), overdueAt: late ? new Date() : null } as const;
  await db().updatePromise.update({ where: { id: promise.id }, data: ended });
}

/** What can happen to an incident; `other` is another one. */
const STEPS: Record<string, (number: number, other: number) => Promise<unknown>> = {
  acknowledge: (number) => acknowledgeIncident(admin, { number }),
  raise: (number) => changeSeverity(admin, { number, severity: 'P0' }),
  resolve: (number) => resolveIncident(admin, { number, rootCause: `Disk ${number} was full`, resolution: 'Emptied it' }),
  reopen: (number) => reopenIncident(admin, { number }),
  cancel: (number) => changeStatus(admin, { number, status: 'cancelled', reason: 'a test' }),
  merge: (number, other) => mergeIncident(admin, { number, into: other }),
  restrict: (number) => changeRestriction(admin, { number, restricted: true, reason: 'names' }),
  open: (number) => changeRestriction(admin, { number, restricted: false, reason: 'said' }),
  service: (number) => editDetails(admin, { number, service: 'checkout' }),
  overdue,
  kept: (number) => promised(number, false),
  broken: (number) => promised(number, true),
  found: (number) => makeRun(number, { runbook: 'ledger/disk', block: 'space', verdict: 'warn' }),
  failed: (number) => makeRun(number, { runbook: 'ledger/disk', block: 'slow', state: 'timed_out', verdict: null }),
  count: () => keepTallies(),
};

/** The same by going through all rows one by one. */
async function counted(ctx: Context, zone: string) {
  const rows = await db().incident.findMany({ include: { promises: true, runs: true, events: { where: { type: 'clock_overdue' } } } });
  const today = DateTime.now().setZone(zone).toISODate();
  const meant = rows.filter(
    (row) =>
      row.mergedIntoId === null &&
      row.status !== 'cancelled' &&
      DateTime.fromJSDate(row.declaredAt, { zone }).toISODate() === today &&
      (ctx === admin || !row.restricted),
  );
  const all = <T>(of: (row: (typeof rows)[number]) => T[]) => meant.flatMap(of);
  return {
    incidents: meant.length,
    severities: [...new Set(meant.map(({ severity }) => severity))].sort(),
    acknowledged: meant.filter(({ acknowledgedAt }) => acknowledgedAt).length,
    resolved: meant.filter(({ resolvedAt }) => resolvedAt).length,
    missed: all(({ events }) => events).length,
    kept: all(({ promises }) => promises.filter(({ state, overdueAt }) => state === 'kept' && !overdueAt)).length,
    broken: all(({ promises }) => promises.filter(({ overdueAt }) => overdueAt)).length,
    runs: all(({ runs }) => runs).length,
    failed: all(({ runs }) => runs.filter(({ state }) => state === 'timed_out')).length,
  };
}

async function shown(ctx: Context, asked: AskAnalytics) {
  const view = await getAnalytics(ctx, asked);
  return {
    incidents: view.incidents.current,
    severities: view.bySeverity.map(({ name }) => name),
    acknowledged: view.acknowledge.current.count,
    resolved: view.resolve.current.count,
    missed: view.clocksMissed.reduce((all, { current }) => all + current, 0),
    kept: view.promises.kept.current,
    broken: view.promises.broken.current,
    runs: view.runbooks.reduce((all, { runs }) => all + runs, 0),
    failed: view.failedBlocks.reduce((all, { failed }) => all + failed, 0),
  };
}

const todayIn = (zone: string): AskAnalytics => {
  const today = DateTime.now().setZone(zone).toISODate() ?? '';
  return { zone, from: today, to: today };
};

test('whatever happens, and whenever the engine counts, what is shown is what the rows say', async () => {
  const step = fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat(INCIDENTS - 1), fc.nat(INCIDENTS - 1));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), fc.constantFrom(...ZONES), async (steps, zone) => {
      for (const [name, of, other] of steps)
        await STEPS[name]?.(numbers[of] ?? 0, numbers[other] ?? 0).catch((error: unknown) => {
          // Not every step is possible in every state.
          if (!(error instanceof DomainError)) throw error;
        });
      const asked = todayIn(zone);
      for (const ctx of [admin, viewer]) expect(await shown(ctx, asked)).toEqual(await counted(ctx, zone));
      expect(await db().tallyDue.count()).toBe(0);
    }),
    { numRuns: 5 },
  );
});

test('what analytics reads is the tally, and an incident that no longer counts has none', async () => {
  const asked = todayIn('UTC');
  const before = (await getAnalytics(admin, asked)).incidents.current;
  const [first = 0, second = 0] = numbers;
  await db().incidentTally.delete({ where: { id: await idOf(first) } });
  expect((await getAnalytics(admin, asked)).incidents.current).toBe(before - 1);
  await changeStatus(admin, { number: second, status: 'cancelled', reason: 'a test' });
  expect(await db().incidentTally.count({ where: { number: second } })).toBe(1);
  expect((await getAnalytics(admin, asked)).incidents.current).toBe(before - 2);
  expect(await db().incidentTally.count({ where: { number: second } })).toBe(0);
});

test('a runbook used by two blocks in an incident was used in one', async () => {
  const [number = 0] = numbers;
  const change = await makeRun(number, { runbook: 'shop/pool', block: 'b-clean' });
  await db().run.update({ where: { id: change }, data: { effect: 'mutating' } });
  const check = await makeRun(number, { runbook: 'shop/pool', block: 'a-check' });
  await db().run.update({ where: { id: check }, data: { followsRunId: change, follows: 'verify', verdict: 'ok' } });
  const { runbooks } = await getAnalytics(admin, todayIn('UTC'));
  expect(runbooks.filter(({ runbook }) => runbook === 'shop/pool')).toEqual([
    { runbook: 'shop/pool', incidents: 1, runs: 2, found: 0, cured: 1 },
  ]);
});

test('two engines that count at once settle each mark once, and the counts are whole', async () => {
  await Promise.all([keepTallies(), keepTallies(), keepTallies()]);
  await keepTallies();
  expect(await db().tallyDue.count()).toBe(0);
  expect(await db().incidentTally.count({ where: { number: { in: numbers } } })).toBe(INCIDENTS);
});
