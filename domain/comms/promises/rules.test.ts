import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { promiseIn } from './rules';

const now = new Date('2026-11-26T14:00:00.000Z'); // a Thursday
const at = (text: string) => promiseIn(text, now)?.dueAt.toISOString().slice(5, 16) ?? null;

describe('S2-85: the cadence line of a message becomes a promise', () => {
  test.each([
    ['Next update: updates every 30 minutes', 30],
    ['Updates every 30 minutes.', 30],
    ['We will post updates every half hour', 30],
    ['We will send an update every hour until it is over.', 60],
    ['Every 45 minutes we will update you.', 45],
    ['Expect hourly updates.', 60],
    ['Regular updates to follow every two hours', 120],
    ["We'll keep you posted and send you updates every 15 mins", 15],
  ])('%s', (text, minutes) => {
    expect(promiseIn(text, now)).toMatchObject({ cadenceMinutes: minutes, dueAt: new Date(now.getTime() + minutes * 60_000) });
  });
});

test.each([
  ['Next update at 15:00.', '11-26T15:00'],
  ['Next update at 15:00 UTC', '11-26T15:00'],
  ['The next update is planned by 15:00 UTC', '11-26T15:00'],
  ['We will update you again by 15:00 UTC.', '11-26T15:00'],
  ['Next update in 20 minutes.', '11-26T14:20'],
  ['Next update within the next hour', '11-26T15:00'],
  ['Next update: 20 minutes', '11-26T14:20'],
  ['Next update: 15:30', '11-26T15:30'],
  ['We will report back in an hour.', '11-26T15:00'],
  ['Next update in half an hour', '11-26T14:30'],
  ['Next update no later than 16:15', '11-26T16:15'],
  ['Next update at 4pm CET', '11-26T15:00'],
  ['Next update at 16:00 Europe/Berlin', '11-26T15:00'],
  ['Next update at 10:30 a.m. EST.', '11-26T15:30'],
  ['Next update at 16:30+01:00', '11-26T15:30'],
  ['Next update at 20:00 UTC+5:30', '11-26T14:30'],
  ['Next update at 02:00', '11-27T02:00'],
  ['Next update tomorrow at 09:00', '11-27T09:00'],
  ['Next update on Monday at 09:00 UTC', '11-30T09:00'],
  ['Next update on 28 November, 08:00 UTC', '11-28T08:00'],
  ['Next update 2026-11-27 10:00 UTC', '11-27T10:00'],
  ['Next update at midnight', '11-27T00:00'],
  ['The fix was deployed, and the next update is at 15:00.', '11-26T15:00'],
  ['Expected to be over by 14:30. Next update at 15:00.', '11-26T15:00'],
  ['Next update at 15:00, then every 30 minutes', '11-26T15:00'],
  ['Updates every 30 minutes. Next update at 15:00.', '11-26T14:30'],
  ['First line\nNext update at 15:00\nlast line', '11-26T15:00'],
])('a promise: %s', (text, due) => {
  expect(at(text)).toBe(due);
});

test.each([
  'We sent updates every 30 minutes.',
  'Updates were sent every 30 minutes',
  'The next update was due at 15:00.',
  'We promised the next update at 15:00',
  'The last update at 15:00 UTC said so.',
  'There will be no further updates every 30 minutes.',
  'We will not send another update by 15:00.',
  '> Next update at 15:00',
  'Bo wrote "next update at 15:00" in the chat',
  'They said “updates every 30 minutes”.',
  'Should the next update be at 15:00?',
  'Expected to be over by 15:00 UTC.',
  'The software update starts at 15:00.',
  'Update the database by 15:00 UTC',
  'The job updates every 30 minutes',
  'We update the servers every 30 minutes',
  'Next update at 13:30',
  'Next update at 25:00',
  'Next update soon',
  'Next update at 15:00 Mars/Olympus',
  'Next update in 0 minutes',
  'Next update in 90 days',
  'Next update: when something changes',
  '',
])('no promise: %s', (text) => {
  expect(promiseIn(text, now)).toBeNull();
});

test('a promise over a change of clocks keeps the wall time of its zone', () => {
  const before = new Date('2026-10-24T22:30:00.000Z'); // 00:30 in Berlin, in the night that clocks go back
  expect(promiseIn('Next update at 09:00 Europe/Berlin', before)?.dueAt.toISOString()).toBe('2026-10-25T08:00:00.000Z');
});

const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });

describe('always', () => {
  test('whatever is written, a promise lies ahead and within a week', () => {
    const words = fc.constantFrom(
      'next update',
      'updates',
      'every',
      'in',
      'at',
      'by',
      '15:00',
      '9pm',
      'CET',
      '30',
      'minutes',
      'hours',
      'we will',
      'was',
      '.',
      '\n',
      'tomorrow',
      'Monday',
      '"',
      '2026-02-30',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 14 }).map((all) => all.join(' ')),
        ),
        instants,
        (text, at) => {
          const found = promiseIn(text, at);
          if (!found) return;
          expect(found.dueAt.getTime()).toBeGreaterThan(at.getTime());
          expect(found.dueAt.getTime()).toBeLessThanOrEqual(at.getTime() + 7 * 86_400_000);
          expect(found.words.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a delay in minutes is due exactly then', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), instants, (minutes, at) => {
        expect(promiseIn(`Next update in ${minutes} minutes.`, at)?.dueAt.getTime()).toBe(at.getTime() + minutes * 60_000);
      }),
    );
  });

  test('nothing that is quoted makes one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), (minutes) => {
        for (const words of [`updates every ${minutes} minutes`, `next update in ${minutes} minutes`])
          for (const text of [`> ${words}`, `He wrote "${words}" there`, `We said “${words}” then`])
            expect(promiseIn(text, now)).toBeNull();
      }),
    );
  });
});
