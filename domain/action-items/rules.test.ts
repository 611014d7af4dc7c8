import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detailOfStopped, dueAfter, isOverdue, proposedTitles, titleOfStopped, trackerAddress, withLines } from './rules';
import { ChangeTracker } from './schema';

test('prevention becomes titles: a line or sentence each, without marks', () => {
  expect(
    proposedTitles('- Alert at 80 % of connections.\n2) Cap the pool per instance\n\n[ ] Rehearse the failover. Write down who decides.'),
  ).toEqual(['Alert at 80 % of connections', 'Cap the pool per instance', 'Rehearse the failover', 'Write down who decides']);
  expect(proposedTitles('n/a')).toEqual([]);
  expect(proposedTitles('Again\nAgain')).toEqual(['Again']);
});

test('whatever the text, a title is short, not empty and said once', () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000, unit: 'binary' }), (text) => {
      const titles = proposedTitles(text);
      expect(new Set(titles).size).toBe(titles.length);
      for (const title of titles) expect(title.length).toBeGreaterThan(0);
      for (const title of titles) expect(title.length).toBeLessThanOrEqual(300);
    }),
  ));

test('an item is late from its due time on, and only while it is open', () => {
  const dueAt = new Date('2026-03-02T10:00:00Z');
  expect(isOverdue({ state: 'open', dueAt }, dueAt)).toBe(false);
  expect(isOverdue({ state: 'open', dueAt }, new Date('2026-03-02T10:00:00.001Z'))).toBe(true);
  expect(isOverdue({ state: 'done', dueAt }, new Date('2027-01-01'))).toBe(false);
  expect(isOverdue({ state: 'open', dueAt: null }, new Date('2027-01-01'))).toBe(false);
  expect(dueAfter(null, dueAt)).toBeNull();
  expect(dueAfter(14, dueAt)).toEqual(new Date('2026-03-16T10:00:00Z'));
});

test('no value leaves its place in the address of a new issue', () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.string({ maxLength: 80 }), (title, detail) => {
      const address = new URL(
        trackerAddress(
          'https://tracker.example/new?t={title}&d={detail}&n={number}&u={url}',
          { title, detail, number: 7 },
          'https://c/1?a=b&c',
        ),
      );
      expect(address.origin + address.pathname).toBe('https://tracker.example/new');
      expect([...address.searchParams.keys()]).toEqual(['t', 'd', 'n', 'u']);
      expect(address.searchParams.get('n')).toBe('7');
      expect(address.searchParams.get('u')).toBe('https://c/1?a=b&c');
    }),
  ));

test('a template leads to http or https, to a host that no value chooses', () => {
  const takes = (template: string) => ChangeTracker.safeParse({ template, version: 1 }).success;
  expect(takes('')).toBe(true);
  expect(takes('https://tracker.example/new?title={title}')).toBe(true);
  expect(takes('https://{title}.example/new')).toBe(false);
  expect(takes('javascript:alert(1)//{title}')).toBe(false);
  expect(takes('tracker.example/new')).toBe(false);
});

test('however much stopped working, the item keeps a title and a detail that the database takes', () => {
  const mark = fc.record({
    block: fc.string(),
    title: fc.string({ maxLength: 120 }),
    reason: fc.string({ maxLength: 1_000 }),
    isNew: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(mark, { minLength: 1, maxLength: 40 }), fc.string(), (stopped, line) => {
      expect(titleOfStopped(stopped).length).toBeLessThanOrEqual(300);
      expect(titleOfStopped(stopped)).toContain(stopped.length === 1 ? stopped[0]?.title : `${stopped.length} diagnostics`);
      expect(detailOfStopped(stopped).length).toBeLessThanOrEqual(10_000);
      expect(withLines(detailOfStopped(stopped), [line]).length).toBeLessThanOrEqual(10_000);
    }),
  );
});
