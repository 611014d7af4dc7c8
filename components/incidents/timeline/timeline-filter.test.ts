import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimelineEvent, TimelineItem } from '@/domain/incidents/timeline-event';
import { FILTERS, isInView, readView, writeView } from './timeline-filter';

const item = (seq: number, event: TimelineEvent): TimelineItem => ({
  ...event,
  seq,
  at: '2026-11-21T10:00:00Z',
  actor: { kind: 'user', id: 'u', name: 'Ana Weber' },
});
const note = item(2, { type: 'note_added', data: { body: 'Pool is FULL on db-1' } });
const edit = item(5, { type: 'note_edited', data: { note: 2, body: 'The pool is free' } });
const status = item(3, { type: 'status_changed', data: { from: 'triggered', to: 'investigating' } });
const none = new Set<number>();

test.each([
  ['all', [note, status]],
  ['notes', [note]],
  ['status', [status]],
  ['runs', []],
  ['pinned', []],
] as const)('%s', (show, kept) => {
  expect([note, status].filter((one) => isInView({ show, find: '' }, { item: one }, none))).toEqual(kept);
});

test('pinned shows what is pinned', () => {
  expect(isInView({ show: 'pinned', find: '' }, { item: status }, new Set([3]))).toBe(true);
});

test.each([
  ['full POOL', true],
  ['ana', true],
  ['note added', true],
  ['empty', false],
  ['  ', true],
])('find “%s”: %s', (find, found) => expect(isInView({ show: 'all', find }, { item: note }, none)).toBe(found));

test('an edited note is found by what it now says', () => {
  const row = { item: note, edits: [edit] };
  expect(isInView({ show: 'notes', find: 'full' }, { item: note }, none)).toBe(true);
  expect(isInView({ show: 'notes', find: 'free' }, row, none)).toBe(true);
  expect(isInView({ show: 'notes', find: 'full' }, row, none)).toBe(false);
});

test('an id is not text', () => {
  const run = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
  const asked = item(4, { type: 'run_cancel_requested', data: { run, title: 'X' } });
  expect(isInView({ show: 'all', find: '6f9619ff' }, { item: asked }, none)).toBe(false);
});

test('the address keeps the view and whatever else it holds', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FILTERS.map(({ name }) => name)), fc.string({ maxLength: 60 }), (show, find) => {
      const query = writeView('runbook=a%2Fb&show=runs&find=x', { show, find });
      expect(readView(new URLSearchParams(query))).toEqual({ show, find: find.trim() });
      expect(new URLSearchParams(query).get('runbook')).toBe('a/b');
    }),
  );
  expect(readView(new URLSearchParams('show=everything'))).toEqual({ show: 'all', find: '' });
  expect(writeView('', { show: 'all', find: ' ' })).toBe('');
});
