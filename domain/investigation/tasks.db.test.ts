import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { changeSeverity } from '@/domain/incidents/change-severity';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import { db } from '@/lib/db';
import type { Severity } from '@/prisma/generated/enums';
import { makePerson } from '@/test/access/people';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { addTask } from './add-task';
import { changeTask } from './change-task';
import { dropTask } from './drop-task';
import { ensureChecklist } from './ensure-checklist';
import { finishTask } from './finish-task';
import { listChecklistsDue } from './list-checklists-due';
import { listTasks } from './list-tasks';
import { reopenTask } from './reopen-task';

useTestDatabase();
const ana = person('Ana', 'responder');
const bo = person('Bo', 'responder');
const viewer = person('Vi', 'viewer');
const dueAt = '2026-11-26T15:00:00.000Z';

const declared = async (severity: Severity = 'P1') => (await declareIncident(ana, { title: 'Reports fail', severity })).number;
const typesOf = async (number: number) => (await listTimeline(viewer, { number })).items.slice(1).map(({ type }) => type);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

test('a task is added, given to someone, done, taken up again and dropped, and the timeline says so', async () => {
  const number = await declared();
  const cy = await makePerson(['responder'], { name: 'Cy' });
  const { id: task } = await addTask(ana, { number, title: 'Call the vendor', dueAt });
  await changeTask(bo, { task, owner: cy.email });
  expect(await listTasks(viewer, number)).toMatchObject([
    { id: task, title: 'Call the vendor', state: 'open', origin: 'manual', owner: { id: cy.userId, name: 'Cy' }, dueAt, createdBy: 'Ana' },
  ]);
  expect(await finishTask(bo, { task, note: 'they know' })).toMatchObject({ state: 'done', endedBy: 'Bo' });
  expect(await reopenTask(ana, { task })).toMatchObject({ state: 'open', endedAt: null, endedBy: null });
  expect(await changeTask(ana, { task, owner: null, dueAt: null, title: 'Call them' })).toMatchObject({ owner: null, dueAt: null });
  await dropTask(ana, { task, reason: 'not theirs' });
  const { items } = await listTimeline(viewer, { number });
  expect(items.slice(1).map(({ type, data }) => [type, data])).toEqual([
    ['task_added', { task, title: 'Call the vendor', origin: 'manual', owner: null, dueAt }],
    ['task_changed', { task, title: 'Call the vendor', owner: { id: cy.userId, name: 'Cy' }, dueAt }],
    ['task_done', { task, title: 'Call the vendor', note: 'they know' }],
    ['task_reopened', { task, title: 'Call the vendor' }],
    ['task_changed', { task, title: 'Call them', owner: null, dueAt: null }],
    ['task_dropped', { task, title: 'Call them', reason: 'not theirs' }],
  ]);
});

test('the unpermitted, the repeat, and an owner who is not there are refused without a trace', async () => {
  const number = await declared();
  const gone = await makePerson(['responder']);
  await db().user.update({ where: { id: gone.userId }, data: { disabledAt: new Date() } });
  const { id: task } = await addTask(ana, { number, title: 'Call' });
  expect(await refusal(addTask(viewer, { number, title: 'x' }))).toBe('forbidden');
  for (const verb of [changeTask, finishTask, dropTask, reopenTask]) expect(await refusal(verb(viewer, { task }))).toBe('forbidden');
  for (const owner of [randomUUID(), gone.userId, gone.email, 'nobody@example.com'])
    expect(await refusal(addTask(ana, { number, title: 'x', owner }))).toBe('invalid');
  expect(await refusal(changeTask(ana, { task }))).toBe('invalid');
  expect(await refusal(reopenTask(ana, { task }))).toBe('conflict');
  const twice = await Promise.all([ana, bo].map((who) => refusal(finishTask(who, { task }))));
  expect(twice.toSorted()).toEqual(['conflict', 'done']);
  expect(await refusal(dropTask(ana, { task }))).toBe('conflict');
  expect(await refusal(changeTask(ana, { task, title: 'y' }))).toBe('conflict');
  expect(await refusal(finishTask(ana, { task: randomUUID() }))).toBe('not_found');
  expect(await typesOf(number)).toEqual(['task_added', 'task_done']);
});

test('those of a restricted incident are not found by those outside', async () => {
  const { number } = await declareIncident(ana, { title: 'Breach', severity: 'P0', restricted: true });
  const { id: task } = await addTask(ana, { number, title: 'Preserve the logs' });
  const asked = [
    listTasks(bo, number),
    addTask(bo, { number, title: 'x' }),
    finishTask(bo, { task }),
    changeTask(bo, { task, title: 'x' }),
  ];
  expect(new Set(await Promise.all(asked.map(refusal)))).toEqual(new Set(['not_found']));
});

test('a task of a restricted incident is given only to those who may know of it', async () => {
  const { number } = await declareIncident(ana, { title: 'Breach', severity: 'P0', restricted: true });
  const outside = await makePerson(['responder']);
  const admin = await makePerson(['admin']);
  expect(await refusal(addTask(ana, { number, title: 'Preserve the logs', owner: outside.userId }))).toBe('invalid');
  expect(await addTask(ana, { number, title: 'Preserve the logs', owner: admin.email })).toMatchObject({ owner: { id: admin.userId } });
});

async function checklist(severity: Severity, titles: [string, number | null][]): Promise<void> {
  const words = { label: severity, definition: '', response: '', escalation: '', communication: '' };
  await db().severityPolicy.upsert({ where: { severity }, create: { severity, ...words }, update: {} });
  await db().checklistItem.deleteMany({ where: { severity } });
  await db().checklistItem.createMany({
    data: titles.map(([title, dueMinutes], position) => ({ id: randomUUID(), severity, title, dueMinutes, position })),
  });
}

test('an incident gets its severity’s checklist once, and the new one when the severity changes', async () => {
  await checklist('P1', [['Tell the team lead', 60]]);
  await checklist('P0', [
    ['Open the war room', 5],
    ['Tell the status page', 30],
    ['Write down who decided what', null],
  ]);
  const number = await declared('P1');
  const ctx = systemContext();
  expect(await listChecklistsDue(ctx)).toContain(number);
  await Promise.all([ensureChecklist(ctx, number), ensureChecklist(ctx, number)]);
  expect(await listChecklistsDue(ctx)).not.toContain(number);
  expect(await listTasks(viewer, number)).toMatchObject([{ title: 'Tell the team lead', origin: 'checklist', createdBy: 'Sitrep' }]);

  await changeSeverity(ana, { number, severity: 'P0', reason: 'everything is down' });
  expect(await listChecklistsDue(ctx)).toContain(number);
  await ensureChecklist(ctx, number);
  await changeSeverity(ana, { number, severity: 'P1' });
  await ensureChecklist(ctx, number);
  const tasks = await listTasks(viewer, number);
  expect(tasks.map(({ title }) => title)).toEqual([
    'Open the war room',
    'Tell the status page',
    'Tell the team lead',
    'Write down who decided what',
  ]);
  const { items } = await listTimeline(viewer, { number });
  const changedAt = items.find(({ type }) => type === 'severity_changed')?.at ?? '';
  expect(Date.parse(tasks[0]?.dueAt ?? '') - Date.parse(changedAt)).toBe(5 * 60_000);
  expect(items.filter(({ type }) => type === 'task_added')).toHaveLength(4);
});

test('what both severities ask for is asked once, and due as the graver one says', async () => {
  await checklist('P2', [['Name who leads', 60]]);
  await checklist('P0', [['Name who leads', 10]]);
  const number = await declared('P2');
  await ensureChecklist(systemContext(), number);
  const [before] = await listTasks(viewer, number);
  await changeSeverity(ana, { number, severity: 'P0' });
  await ensureChecklist(systemContext(), number);
  await changeSeverity(ana, { number, severity: 'P2' });
  await ensureChecklist(systemContext(), number);
  const tasks = await listTasks(viewer, number);
  expect(tasks).toMatchObject([{ id: before?.id, title: 'Name who leads' }]);
  expect(Date.parse(tasks[0]?.dueAt ?? '')).toBeLessThan(Date.parse(before?.dueAt ?? ''));
  const { items } = await listTimeline(viewer, { number });
  expect(items.filter(({ type }) => type.startsWith('task_')).map(({ type }) => type)).toEqual(['task_added', 'task_changed']);
});

test('an incident that ended gets no checklist', async () => {
  await checklist('P2', [['Assign it', 240]]);
  const number = await declared('P2');
  await resolveIncident(ana, { number, rootCause: 'x', resolution: 'y' });
  expect(await listChecklistsDue(systemContext())).not.toContain(number);
  await ensureChecklist(systemContext(), number);
  expect(await listTasks(viewer, number)).toEqual([]);
});
