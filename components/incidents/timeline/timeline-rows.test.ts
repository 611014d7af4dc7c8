import { expect, test } from 'vitest';
import type { TimelineEvent, TimelineItem } from '@/domain/incidents/timeline-event';
import { dayOf, rowOfEvent, sinceFirst, timelineRows } from './timeline-rows';

const facts = { runbook: 'a/b', block: 'x', title: 'X', kind: 'sql', effect: 'read' as const, target: 't', environment: 'local' };
const item = (seq: number, at: string, event: TimelineEvent): TimelineItem => ({
  ...event,
  seq,
  at,
  actor: { kind: 'user', id: 'u', name: 'Ana' },
});
const note = (seq: number, at: string) => item(seq, at, { type: 'note_added', data: { body: String(seq) } });
const begun = (seq: number, run: string) =>
  item(seq, '2026-11-21T10:00:00Z', { type: 'run_requested', data: { ...facts, run, inputs: {}, breakGlass: null, approvedBy: null } });
const ended = (seq: number, run: string) =>
  item(seq, '2026-11-21T10:00:05Z', {
    type: 'run_ended',
    data: { ...facts, run, state: 'failed', verdict: 'fail', reason: null, durationMs: 5_000, outputSha256: null },
  });

const shape = (items: TimelineItem[], zone = 'UTC') =>
  timelineRows(items, zone).map((row) =>
    row.kind === 'day' ? 'day' : row.kind === 'event' && row.ended ? [row.item.seq, row.ended.seq] : row.item.seq,
  );

test('a day is said once, before its first event, in the reader’s zone', () => {
  const items = [note(1, '2026-11-21T22:30:00Z'), note(2, '2026-11-21T23:30:00Z'), note(3, '2026-11-22T09:00:00Z')];
  expect(shape(items)).toEqual(['day', 1, 2, 'day', 3]);
  expect(shape(items, 'Europe/Berlin')).toEqual(['day', 1, 'day', 2, 3]);
  expect(dayOf('2026-11-21T23:30:00Z', 'Europe/Berlin')).toBe('Sunday 22 November 2026');
});

test('a run’s end stands with its beginning, and alone when the beginning is not here', () => {
  const items = [begun(1, 'r'), note(2, '2026-11-21T10:00:02Z'), ended(3, 'r'), ended(4, 'other')];
  expect(shape(items)).toEqual(['day', [1, 3], 2, 4]);
  const rows = timelineRows(items, 'UTC');
  expect([1, 2, 3, 4, 9].map((seq) => rowOfEvent(rows, seq))).toEqual([1, 2, 1, 3, -1]);
});

const edited = (seq: number, of: number) =>
  item(seq, '2026-11-21T10:00:00Z', { type: 'note_edited', data: { note: of, body: String(seq) } });

test('edits stand with their note, in order, and alone when the note is not here', () => {
  const rows = timelineRows([note(1, '2026-11-21T09:00:00Z'), edited(2, 1), edited(3, 9), edited(4, 1)], 'UTC');
  expect(rows.map((row) => row.kind === 'event' && [row.item.seq, row.edits?.map(({ seq }) => seq)])).toEqual([
    false,
    [1, [2, 4]],
    [3, undefined],
  ]);
  expect([1, 2, 3, 4].map((seq) => rowOfEvent(rows, seq))).toEqual([1, 1, 2, 1]);
});

test('a day without a wanted line is not said', () => {
  const items = [note(1, '2026-11-20T10:00:00Z'), note(2, '2026-11-21T10:00:00Z'), note(3, '2026-11-22T10:00:00Z')];
  const rows = timelineRows(items, 'UTC', ({ item: { seq } }) => seq !== 2);
  expect(rows.map((row) => row.key)).toEqual(['day-1', 'e1', 'day-3', 'e3']);
});

test('of 10,000 events only the line that changed is made anew', () => {
  const items = Array.from({ length: 10_000 }, (_, at) =>
    at % 10 ? note(at + 1, `2026-11-${10 + (at % 9)}T10:00:00Z`) : begun(at + 1, `r${at}`),
  );
  const before = timelineRows(items, undefined);
  const after = timelineRows([...items, ended(10_001, 'r0'), edited(10_002, 2)], undefined);
  expect(after).toHaveLength(before.length);
  const changed = after.filter((row, at) => row.kind === 'event' && row !== before[at]);
  expect(changed.map((row) => row.key)).toEqual(['e1', 'e2']);
});

test('events of a duplicate stand among one’s own by time, and not before what is not loaded yet', () => {
  const foreign = (seq: number, at: string) => ({ ...note(seq, at), incident: 9 });
  const of9 = [foreign(1, '2026-11-20T12:00:00Z'), foreign(2, '2026-11-21T10:30:00Z'), foreign(3, '2026-11-21T12:00:00Z')];
  const rowsOf = (items: TimelineItem[]) => timelineRows(items, 'UTC', undefined, sinceFirst(items, of9));
  const keys = (items: TimelineItem[]) => rowsOf(items).flatMap(({ kind, key }) => (kind === 'day' ? [] : [key]));
  const own = [note(1, '2026-11-21T10:00:00Z'), note(2, '2026-11-21T11:00:00Z')];
  expect(keys(own)).toEqual(['i9e1', 'e1', 'i9e2', 'e2', 'i9e3']);
  expect(keys(own.slice(1))).toEqual(['e2', 'i9e3']);
  expect(rowOfEvent(rowsOf(own), 2)).toBe(5);
});

test('the tasks of a checklist stand in one line, each found by its number; a task of one’s own stands alone', () => {
  const task = (seq: number, origin: 'checklist' | 'manual') =>
    item(seq, '2026-11-21T10:00:00Z', {
      type: 'task_added',
      data: { task: String(seq), title: `Task ${seq}`, origin, owner: null, dueAt: null },
    });
  const items = [
    task(1, 'checklist'),
    task(2, 'checklist'),
    task(3, 'checklist'),
    note(4, '2026-11-21T10:00:01Z'),
    task(5, 'manual'),
    task(6, 'checklist'),
  ];
  const rows = timelineRows(items, 'UTC');
  expect(rows.flatMap((row) => (row.kind === 'event' ? [row.item.seq] : []))).toEqual([1, 4, 5, 6]);
  expect([1, 2, 3].map((seq) => rowOfEvent(rows, seq))).toEqual([1, 1, 1]);
});
