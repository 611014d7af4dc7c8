import { beforeAll, expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { db } from '@/lib/db';
import { auditOf } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { seedPolicies } from '@/test/seed-policies';
import { acknowledgeIncident } from '../acknowledge-incident';
import { declareIncident } from '../declare-incident';
import { reopenIncident } from '../reopen-incident';
import { resolveIncident } from '../resolve-incident';
import { addHoliday } from './add-holiday';
import { changeCalendar } from './change-calendar';
import { changeChecklist } from './change-checklist';
import { changeSeverityPolicy } from './change-severity-policy';
import { getCalendar } from './get-calendar';
import { listChecklists } from './list-checklists';
import { listClocks } from './list-clocks';
import { removeHoliday } from './remove-holiday';
import { AddHoliday, ChangeCalendar, ChangeChecklist, ChangeSeverityPolicy } from './schema';
import { sweepClocks } from './sweep-clocks';

useTestDatabase();
beforeAll(() => seedPolicies());
const admin = person('Ada', 'admin');
const commander = person('Cy', 'commander');

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const policyOf = async (severity: 'P0' | 'P1') => {
  const { version, ...row } = await db().severityPolicy.findUniqueOrThrow({ where: { severity } });
  return { ...row, version };
};

test('a policy is changed, on record, and open incidents go by it at once; the unpermitted and the repeat are refused', async () => {
  const { number } = await declareIncident(commander, { title: 'Open', severity: 'P0' });
  await sweepClocks();
  const input = { ...(await policyOf('P0')), acknowledgeMinutes: 5 };
  expect(await refusal(changeSeverityPolicy(commander, input))).toBe('forbidden');
  expect(await changeSeverityPolicy(admin, input)).toMatchObject({ acknowledgeMinutes: 5, version: input.version + 1 });
  expect(await refusal(changeSeverityPolicy(admin, input))).toBe('conflict');
  expect((await auditOf('P0')).at(-1)).toMatchObject({
    action: 'severity_policy_changed',
    actorName: 'Ada',
    data: { acknowledgeMinutes: { from: 15, to: 5 } },
  });
  const [acknowledge] = (await listClocks(commander, { number })).clocks;
  expect(acknowledge).toMatchObject({ clock: 'acknowledge' });
  expect(Date.parse(acknowledge?.dueAt ?? '') - Date.parse(acknowledge?.startedAt ?? '')).toBe(300_000);
  const incident = await db().incident.findUniqueOrThrow({ where: { number } });
  expect(incident.clocksAt?.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
});

test('an incident that has ended is judged by the rules of its time, until it is reopened', async () => {
  const { number } = await declareIncident(commander, { title: 'Over', severity: 'P0' });
  await acknowledgeIncident(commander, { number });
  await resolveIncident(commander, { number, rootCause: 'Disk full.', resolution: 'Restarted.' });
  const judged = async () => (await listClocks(commander, { number })).clocks.find(({ clock }) => clock === 'acknowledge');
  const before = await judged();
  expect(before).toMatchObject({ state: 'met' });
  await changeSeverityPolicy(admin, { ...(await policyOf('P0')), acknowledgeMinutes: 1 });
  expect(await judged()).toEqual(before);
  await changeSeverityPolicy(admin, { ...(await policyOf('P0')), acknowledgeMinutes: null });
  expect(await judged()).toEqual(before);
  await reopenIncident(commander, { number });
  expect(await judged()).not.toEqual(before);
});

test('the rules of each time are kept once, and by the database', async () => {
  const kept = () => db().clockRules.count();
  const before = await kept();
  await db().severityPolicy.updateMany({ data: { label: 'In other words' } });
  expect(await kept()).toBe(before);
  await db().holiday.create({ data: { date: new Date('2030-01-01'), name: 'New year' } });
  expect(await kept()).toBe(before + 1);
  await db().holiday.deleteMany();
  expect(await kept()).toBe(before + 2);
  await expect(db().clockRules.deleteMany()).rejects.toThrow();
});

test('of two who change a policy at once one does', async () => {
  const input = await policyOf('P1');
  const results = await Promise.all(
    [1, 2].map((hours) => refusal(changeSeverityPolicy(admin, { ...input, acknowledgeMinutes: hours * 60 + 1 }))),
  );
  expect(results.toSorted()).toEqual(['conflict', 'done']);
});

test('a checklist is changed line by line, on record; the unpermitted, the repeat and other lists’ lines are refused', async () => {
  const all = await listChecklists(commander);
  const [first, second] = all.filter(({ severity }) => severity === 'P1');
  const stranger = all.find(({ severity }) => severity === 'P0');
  const { version } = await policyOf('P1');
  const items = [
    { title: 'New line', dueMinutes: null },
    { id: second?.id, title: 'Second, in other words', dueMinutes: 45 },
    { id: first?.id, title: first?.title ?? '', dueMinutes: null },
  ];
  expect(await refusal(changeChecklist(commander, { severity: 'P1', version, items }))).toBe('forbidden');
  expect(
    await refusal(changeChecklist(admin, { severity: 'P1', version, items: [{ id: stranger?.id, title: 'x', dueMinutes: null }] })),
  ).toBe('invalid');
  const changed = await changeChecklist(admin, { severity: 'P1', version, items });
  expect(changed.items.map(({ title }) => title)).toEqual(items.map(({ title }) => title));
  expect(changed.items.slice(1).map(({ id }) => id)).toEqual([second?.id, first?.id]);
  expect(await refusal(changeChecklist(admin, { severity: 'P1', version, items }))).toBe('conflict');
  expect((await auditOf('P1')).at(-1)).toMatchObject({ action: 'checklist_changed' });
});

test('what an admin emptied is not filled again at the next start', async () => {
  const { version } = await db().severityPolicy.findUniqueOrThrow({ where: { severity: 'P3' } });
  await changeChecklist(admin, { severity: 'P3', version, items: [] });
  await seedPolicies();
  expect((await listChecklists(admin)).filter(({ severity }) => severity === 'P3')).toEqual([]);
});

test('S2-81: the calendar is changed and holidays come and go, on record; the unpermitted and the repeat are refused', async () => {
  const { number } = await declareIncident(commander, { title: 'Cosmetic', severity: 'P3' });
  const due = async () => (await listClocks(commander, { number })).clocks.find(({ clock }) => clock === 'acknowledge')?.dueAt ?? '';
  const { version } = await getCalendar(commander);
  const facts = { zone: 'Asia/Kolkata', weekdays: [1, 2, 3, 4, 5, 6, 7], startMinute: 540, endMinute: 1_080 };
  expect(await refusal(changeCalendar(commander, { version, ...facts }))).toBe('forbidden');
  await changeCalendar(admin, { version, ...facts });
  expect(await refusal(changeCalendar(admin, { version, ...facts }))).toBe('conflict');
  expect(await due()).toMatch(/T12:30:00.000Z$/);

  const before = await due();
  const date = before.slice(0, 10);
  expect(await refusal(addHoliday(commander, { date, name: 'Diwali' }))).toBe('forbidden');
  await addHoliday(admin, { date, name: 'Diwali' });
  expect(await refusal(addHoliday(admin, { date, name: 'Diwali' }))).toBe('conflict');
  expect(Date.parse(await due()) - Date.parse(before)).toBe(86_400_000);
  expect((await getCalendar(commander)).holidays).toEqual([{ date, name: 'Diwali' }]);
  expect(await refusal(removeHoliday(commander, { date }))).toBe('forbidden');
  await removeHoliday(admin, { date });
  expect(await refusal(removeHoliday(admin, { date }))).toBe('not_found');
  expect(await due()).toBe(before);
  expect((await auditOf(date)).map(({ action }) => action)).toEqual(['holiday_added', 'holiday_removed']);
  expect((await auditOf('1')).at(-1)).toMatchObject({
    action: 'calendar_changed',
    data: { from: { zone: 'UTC' }, to: { zone: 'Asia/Kolkata' } },
  });
});

test('what cannot be is refused with its field', () => {
  const fields = (result: { error?: { issues: { path: PropertyKey[] }[] } }) => result.error?.issues.map(({ path }) => path.join('.'));
  const policy = {
    severity: 'P0',
    version: 1,
    label: 'Critical',
    definition: 'd',
    response: 'r',
    escalation: 'e',
    communication: 'c',
    acknowledgeMinutes: null,
    acknowledgeBusinessDays: null,
    statusPageMinutes: null,
    updateMinutes: null,
    resolveMinutes: null,
    warnMinutes: 5,
  };
  expect(fields(ChangeSeverityPolicy.safeParse({ ...policy, acknowledgeMinutes: 0, label: ' ' }))).toEqual([
    'label',
    'acknowledgeMinutes',
    'warnMinutes',
  ]);
  expect(fields(ChangeSeverityPolicy.safeParse({ ...policy, acknowledgeMinutes: 15, acknowledgeBusinessDays: 1 }))).toEqual([
    'acknowledgeBusinessDays',
  ]);
  expect(fields(ChangeSeverityPolicy.safeParse({ ...policy, updateMinutes: 6 }))).toBeUndefined();
  expect(fields(ChangeSeverityPolicy.safeParse({ ...policy, updateMinutes: 5 }))).toEqual(['warnMinutes']);
  const calendar = { version: 1, zone: 'UTC', weekdays: [1], startMinute: 0, endMinute: 1_440 };
  expect(fields(ChangeCalendar.safeParse(calendar))).toBeUndefined();
  expect(fields(ChangeCalendar.safeParse({ ...calendar, zone: 'Berlin', weekdays: [] }))).toEqual(['zone', 'weekdays']);
  expect(fields(ChangeCalendar.safeParse({ ...calendar, startMinute: 600, endMinute: 600 }))).toEqual(['endMinute']);
  expect(fields(AddHoliday.safeParse({ date: '2026-02-30', name: 'No day' }))).toEqual(['date']);
  const line = { id: '6f3f4f5c-6a0f-4a8e-9d6a-1d1a2b3c4d5e', title: 'x', dueMinutes: null };
  expect(fields(ChangeChecklist.safeParse({ severity: 'P0', version: 1, items: [line, line] }))).toEqual(['items']);
});
