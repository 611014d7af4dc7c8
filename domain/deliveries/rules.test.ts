import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formerKeySigns, GIVE_UP_AFTER_MS, markedMessage, nextAttemptAt, webhookProblem } from './rules';

const queued = new Date('2026-11-26T10:00:00Z');
const later = (ms: number) => new Date(queued.getTime() + ms);
const MINUTE_MS = 60_000;

describe('when to try again', () => {
  test.each([
    { attempts: 1, atMs: 0, waitMs: 1_000 },
    { attempts: 2, atMs: 2_000, waitMs: 2_000 },
    { attempts: 5, atMs: 40_000, waitMs: 16_000 },
    { attempts: 7, atMs: 2 * MINUTE_MS, waitMs: 60_000 },
    { attempts: 400, atMs: 29 * MINUTE_MS, waitMs: 60_000 },
    { attempts: 40, atMs: 30 * MINUTE_MS, waitMs: 5 * MINUTE_MS },
  ])('try $attempts, $atMs ms after it was queued, waits $waitMs ms', ({ attempts, atMs, waitMs }) => {
    expect(nextAttemptAt({ attempts, since: queued }, later(atMs), 1)).toEqual(later(atMs + waitMs));
  });

  test('it waits as long as it was asked to, if that is longer', () => {
    expect(nextAttemptAt({ attempts: 1, since: queued, retryAfterMs: 90_000 }, queued, 1)).toEqual(later(90_000));
    expect(nextAttemptAt({ attempts: 9, since: queued, retryAfterMs: 10 }, later(MINUTE_MS), 1)).toEqual(later(2 * MINUTE_MS));
  });

  test('after six hours it is given up', () => {
    expect(nextAttemptAt({ attempts: 90, since: queued }, later(GIVE_UP_AFTER_MS), 0)).toBeNull();
    expect(nextAttemptAt({ attempts: 90, since: queued }, later(GIVE_UP_AFTER_MS - 6 * MINUTE_MS), 0)).not.toBeNull();
  });

  test('an outage of half an hour gives nothing up, and after it the next try comes within five minutes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 200, maxLength: 200 }), (chances) => {
        let now = queued;
        for (let attempts = 1; now < later(30 * MINUTE_MS); attempts++) {
          const next = nextAttemptAt({ attempts, since: queued }, now, chances[attempts % 200] ?? 0);
          if (!next) throw new Error('given up during the outage');
          expect(next.getTime()).toBeGreaterThan(now.getTime());
          now = next;
        }
        expect(now.getTime()).toBeLessThanOrEqual(later(35 * MINUTE_MS).getTime());
      }),
    );
  });
});

test('a former key signs for a day', () => {
  expect(formerKeySigns(null, queued)).toBe(false);
  expect(formerKeySigns(queued, later(23 * 60 * MINUTE_MS))).toBe(true);
  expect(formerKeySigns(queued, later(24 * 60 * MINUTE_MS))).toBe(false);
});

test('a possible repeat says so in its subject and in its first line', () => {
  const message = { subject: 'Reports fail', body: 'All of them.' };
  expect(markedMessage({ ...message, maybeRepeated: false })).toEqual(message);
  expect(markedMessage({ ...message, maybeRepeated: true })).toEqual({
    subject: '[Possible repeat] Reports fail',
    body: expect.stringMatching(/^> This may have reached you before.*\n\nAll of them\.$/),
  });
});

test.each([
  ['slack', 'https://hooks.slack.com/services/T/B/x', undefined],
  ['teams', 'https://prod-1.logic.azure.com/workflows/x?sig=y', undefined],
  ['webhook', 'http://hooks.internal:8080/x', undefined],
  ['slack', 'http://127.0.0.1:9999/x', undefined],
  ['slack', 'http://hooks.slack.com/x', /https/],
  ['webhook', 'ftp://hooks.example.com', /https/],
  ['webhook', 'javascript:alert(1)', /https/],
  ['webhook', 'https://user:secret@hooks.example.com', /name or password/],
  ['webhook', 'hooks.example.com', /whole address/],
] as const)('%s %s', (kind, address, problem) => {
  if (problem) expect(webhookProblem(kind, address)).toMatch(problem);
  else expect(webhookProblem(kind, address)).toBeUndefined();
});
