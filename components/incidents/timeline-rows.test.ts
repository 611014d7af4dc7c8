import { expect, test } from 'vitest';
import type { TimelineEvent, TimelineItem } from '@/domain/incidents/timeline-event';
import { dayOf, rowOfEvent, timelineRows } from './timeline-rows';

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
  timelineRows(items, zone).map((row) => (row.kind === 'day' ? 'day' : row.ended ? [row.item.seq, row.ended.seq] : row.item.seq));

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
