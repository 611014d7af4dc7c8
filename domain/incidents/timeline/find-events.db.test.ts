import { expect, test } from 'vitest';
import { DomainError } from '@/domain/errors';
import { addNote } from '@/domain/incidents/add-note';
import { changeStatus } from '@/domain/incidents/change-status';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { editNote } from './edit-note';
import { findEvents } from './find-events';
import { FindEvents } from './schema';

useTestDatabase();
const ana = person('Ana', 'responder');
const viewer = person('Vi', 'viewer');

const declared = async (facts = {}) => (await declareIncident(ana, { title: 'Reports fail', severity: 'P1', ...facts })).number;
const found = async (number: number, asked: object) => {
  const { items, nextCursor } = await findEvents(viewer, FindEvents.parse({ number, ...asked }));
  return { seqs: items.map(({ seq }) => seq), nextCursor };
};

test('an event is found by all of the words, wherever they stand in what it says', async () => {
  const number = await declared();
  const { seq } = await addNote(ana, { number, body: 'Pool is FULL on "db_1", 100%\nsince noon' });
  await addNote(ana, { number, body: 'nothing of the kind' });
  for (const words of ['full POOL', 'ana note pool', '"db_1"', '100%', 'noon', 'note added full'])
    expect(await found(number, { words })).toEqual({ seqs: [seq], nextCursor: null });
  for (const words of ['full empty', 'dbx1', '1000%', 'body', 'full"']) expect((await found(number, { words })).seqs, words).toEqual([]);
});

test('by kind, before a number, and page by page', async () => {
  const number = await declared();
  await changeStatus(ana, { number, status: 'investigating' });
  const id = (await db().incident.findUniqueOrThrow({ where: { number } })).id;
  await db()
    .$executeRaw`SELECT append_timeline_event(${id}::uuid, 'note_added', 'system', NULL, 'x', jsonb_build_object('body', 'line ' || n))
    FROM generate_series(1, 250) n`;
  expect((await found(number, { types: 'status_changed,note_edited' })).seqs).toEqual([3]);
  expect((await found(number, { words: 'line', before: 6 })).seqs).toEqual([4, 5]);
  const newest = await found(number, { words: 'line' });
  expect([newest.seqs.length, newest.seqs.at(-1), newest.nextCursor]).toEqual([200, 253, '54']);
  const rest = await found(number, { words: 'line', before: newest.nextCursor });
  expect([rest.seqs.length, rest.seqs[0], rest.nextCursor]).toEqual([50, 4, null]);
});

test('a note comes with its edits, and an edit with its note', async () => {
  const number = await declared();
  const { seq: note } = await addNote(ana, { number, body: 'pool is full' });
  await addNote(ana, { number, body: 'other' });
  const { seq: edit } = await editNote(ana, { number, note, body: 'the disk is full' });
  expect((await found(number, { words: 'pool' })).seqs).toEqual([note, edit]);
  expect((await found(number, { words: 'disk' })).seqs).toEqual([note, edit]);
});

test('of a restricted incident nothing is found by those outside', async () => {
  const number = await declared({ restricted: true });
  const refused = await findEvents(viewer, FindEvents.parse({ number, words: 'Reports' })).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DomainError);
  expect(refused).toMatchObject({ code: 'not_found' });
});
