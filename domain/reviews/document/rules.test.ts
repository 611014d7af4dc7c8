import { expect, test } from 'vitest';
import { countPromises, gapMs, leavesHeading, newDay, partsToCompare, progressWords } from './rules';
import type { ReviewDocument } from './schema';

const promised = (state: ReviewDocument['promises'][number]['state'], late = false): ReviewDocument['promises'][number] => ({
  ...{ words: 'in 30 minutes', audience: 'internal', dueAt: '2026-11-26T10:00:00.000Z', endedAt: null },
  ...{ state, late },
});

test('what was withdrawn in time was neither kept nor broken', () => {
  const all = [promised('kept'), promised('kept', true), promised('broken'), promised('withdrawn'), promised('open')];
  expect(countPromises(all)).toEqual({ kept: 1, broken: 2 });
});

test('a quarter of an hour in which nothing is told is a gap; what was put behind a later one has none', () => {
  const [first, later] = [{ at: '2026-11-26T10:00:00.000Z' }, { at: '2026-11-26T10:15:00.000Z' }];
  expect(gapMs(first, later)).toBe(15 * 60_000);
  expect(gapMs(later, first)).toBeNull();
  expect(gapMs(undefined, first)).toBeNull();
});

test('the first of each day says the day, and what stands under no heading is set apart from what does', () => {
  const [evening, night] = [{ at: '2026-11-26T23:59:00.000Z' }, { at: '2026-11-27T00:01:00.000Z' }];
  expect([newDay(undefined, evening), newDay(evening, evening), newDay(evening, night)]).toEqual([true, false, true]);
  expect(leavesHeading({ heading: 'Before' }, { heading: '' })).toBe(true);
  expect(leavesHeading({ heading: 'Before' }, { heading: 'Then' })).toBe(false);
  expect(leavesHeading(undefined, { heading: '' })).toBe(false);
});

const section = (title: string, body: string, written = true) => ({
  ...{ key: 'summary' as const, title, body, written, revision: 1, editedBy: 'Ana', editedAt: '2026-11-26T10:00:00.000Z' },
});

test('how far the writing is: what people wrote, what is empty, which comments wait', () => {
  const sections = [section('Summary', 'It broke.'), section('Impact', 'From the facts', false), section('Luck', ' ', false)];
  const comment = { id: 'c', section: null, body: 'How many?', by: 'Bo', at: '2026-11-26T10:00:00.000Z', settledBy: null, settledAt: null };
  expect(progressWords({ sections, comments: [comment] })).toBe('1 of 3 sections written, 1 empty, 1 comment to settle');
  expect(progressWords({ sections: [], comments: [] })).toBe('0 of 0 sections written');
});

test('two versions are told apart by their words, their quotes, the moments and the action items', () => {
  const moment = {
    id: 'm',
    event: null,
    at: '2026-11-26T10:05:00.000Z',
    says: '',
    description: 'It rang',
    heading: 'Begin',
    addedBy: 'Bo',
  };
  const parts = partsToCompare({ sections: [section('Summary', 'It broke.')], quotes: [], moments: [moment], actionItems: [] });
  expect(parts).toEqual([
    { title: 'Summary', text: 'It broke.' },
    { title: 'What happened', text: 'Begin · 26 Nov 2026 10:05 UTC · It rang' },
    { title: 'Action items', text: '' },
  ]);
});
