import { expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { addNote } from '@/domain/incidents/add-note';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { hearHere, type Notice } from '@/lib/notify';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { editNote } from './edit-note';
import { listPins } from './list-pins';
import { pinEvent } from './pin-event';
import { unpinEvent } from './unpin-event';

useTestDatabase();
const ana = person('Ana', 'responder');
const bo = person('Bo', 'responder');
const commander = person('Cy', 'commander');
const viewer = person('Vi', 'viewer');

const declared = async () => (await declareIncident(ana, { title: 'Reports fail', severity: 'P1' })).number;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

test('a decision is a note that says so', async () => {
  const number = await declared();
  const { seq } = await addNote(ana, { number, body: 'Roll back', decision: true });
  const { items } = await listTimeline(viewer, { number, after: seq - 1 });
  expect(items[0]).toMatchObject({ type: 'note_added', data: { body: 'Roll back', decision: true } });
});

test('this process hears of a note as soon as it is committed, and of nothing that was refused', async () => {
  const number = await declared();
  const heard: Notice[] = [];
  const stop = hearHere((notice) => heard.push(notice));
  const item = await addNote(ana, { number, body: 'the pool is full' });
  expect(await refusal(addNote(ana, { number: 999_999, body: 'nowhere' }))).toBe('not_found');
  expect(heard).toEqual([{ topic: 'timeline', incident: number, seq: item.seq, item }]);
  stop();
  await addNote(ana, { number, body: 'unheard' });
  expect(heard).toHaveLength(1);
});

test('a note is edited by who wrote it or a commander; what it said before stays', async () => {
  const number = await declared();
  const { seq: note } = await addNote(ana, { number, body: 'pool is ful' });
  const { seq: first } = await editNote(ana, { number, note, body: 'pool is full', basedOn: note });
  await editNote(commander, { number, note, body: 'the pool is full', basedOn: first });
  const { items } = await listTimeline(viewer, { number, after: note - 1 });
  expect(items.map(({ type, actor, data }) => [type, actor.name, data])).toEqual([
    ['note_added', 'Ana', { body: 'pool is ful' }],
    ['note_edited', 'Ana', { note, body: 'pool is full' }],
    ['note_edited', 'Cy', { note, body: 'the pool is full' }],
  ]);
});

test('others’ notes, what is no note, no change, and a text that changed meanwhile are refused without a trace', async () => {
  const number = await declared();
  const { seq: note } = await addNote(ana, { number, body: 'one' });
  const { seq: edit } = await editNote(ana, { number, note, body: 'two' });
  expect(await refusal(editNote(viewer, { number, note, body: 'x' }))).toBe('forbidden');
  expect(await refusal(editNote(bo, { number, note, body: 'x' }))).toBe('forbidden');
  expect(await refusal(editNote(ana, { number, note: 1, body: 'x' }))).toBe('invalid');
  expect(await refusal(editNote(ana, { number, note: edit, body: 'x' }))).toBe('invalid');
  expect(await refusal(editNote(ana, { number, note: 99, body: 'x' }))).toBe('invalid');
  expect(await refusal(editNote(ana, { number, note, body: 'two' }))).toBe('conflict');
  expect(await refusal(editNote(ana, { number, note, body: 'three', basedOn: note }))).toBe('conflict');
  expect((await listTimeline(ana, { number })).items).toHaveLength(3);
});

test('of two who edit the same text at once, one does', async () => {
  const number = await declared();
  const { seq: note } = await addNote(commander, { number, body: 'one' });
  const both = await Promise.all(['two', 'three'].map((body) => refusal(editNote(commander, { number, note, body, basedOn: note }))));
  expect(both.toSorted()).toEqual(['conflict', 'done']);
});

test('an event is pinned, listed with what it now says, and unpinned', async () => {
  const number = await declared();
  const { seq: note } = await addNote(ana, { number, body: 'cause: leak' });
  await pinEvent(bo, { number, event: note, label: 'Cause' });
  await editNote(ana, { number, note, body: 'cause: a leak in the report worker' });
  expect(await listPins(viewer, number)).toMatchObject([
    { label: 'Cause', pinnedBy: 'Bo', item: { seq: note, data: { body: 'cause: a leak in the report worker' } } },
  ]);
  await unpinEvent(ana, { number, event: note });
  expect(await listPins(viewer, number)).toEqual([]);
  await pinEvent(ana, { number, event: note });
  expect(await listPins(viewer, number)).toHaveLength(1);
  expect((await listTimeline(ana, { number })).items.map(({ type }) => type).slice(2)).toEqual([
    'event_pinned',
    'note_edited',
    'event_unpinned',
    'event_pinned',
  ]);
});

test('pins refuse the unpermitted, the repeat, and what is not there', async () => {
  const number = await declared();
  expect(await refusal(pinEvent(viewer, { number, event: 1 }))).toBe('forbidden');
  expect(await refusal(unpinEvent(viewer, { number, event: 1 }))).toBe('forbidden');
  expect(await refusal(pinEvent(ana, { number, event: 2 }))).toBe('invalid');
  expect(await refusal(unpinEvent(ana, { number, event: 1 }))).toBe('conflict');
  const twice = await Promise.all([ana, bo].map((who) => refusal(pinEvent(who, { number, event: 1 }))));
  expect(twice.toSorted()).toEqual(['conflict', 'done']);
  expect(await refusal(pinEvent(ana, { number, event: 2 }))).toBe('invalid');
  expect((await listTimeline(ana, { number })).items).toHaveLength(2);
});

test('a restricted incident’s notes and pins are not found by those outside', async () => {
  const { number } = await declareIncident(ana, { title: 'Breach', severity: 'P0', kind: 'security_breach' });
  const asked = [
    editNote(bo, { number, note: 1, body: 'x' }),
    pinEvent(bo, { number, event: 1 }),
    unpinEvent(bo, { number, event: 1 }),
    listPins(bo, number),
  ];
  expect(new Set(await Promise.all(asked.map(refusal)))).toEqual(new Set(['not_found']));
});

test('the first event from an instant on is found', async () => {
  const number = await declared();
  const { seq, at } = await addNote(ana, { number, body: 'then' });
  await addNote(ana, { number, body: 'later' });
  expect((await listTimeline(viewer, { number, from: at, limit: 1 })).items.map((item) => item.seq)).toEqual([seq]);
  expect((await listTimeline(viewer, { number, from: '2100-01-01T00:00:00Z' })).items).toEqual([]);
});
