import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchSignature } from '@/test/match-signature';
import { formsOf, readSignature } from './signatures';

const match = (signature: string, text: string) => matchSignature(readSignature(signature), formsOf(text));

describe('what a text holds', () => {
  it.each([
    ['FATAL: sorry, too many clients already', '2026-11-20 14:03:11.042 UTC [4711] FATAL:  sorry,\n too many   clients already', 'plain'],
    ['FATAL: too many connections for role "*"', 'fatal: too many connections for role “oatie_app”', 'plain'],
    ['QueuePool limit of size * overflow * reached', 'QueuePool limit of size 20 overflow 10 reached, connection timed out', 'plain'],
    ['job 4711 of tenant 12 timed out', 'job 9 of tenant 313 timed out', 'masked'],
    ['could not connect to db-1.prod.internal on port 5432', 'could not connect to 10.0.3.7 on port 6543', 'masked'],
    ['could not connect to localhost on port 5432', 'could not connect to reports.example.com on port 5432', 'masked'],
    [
      'request 550e8400-e29b-41d4-a716-446655440000 failed with timeout',
      'request 123e4567-e89b-12d3-a456-426614174000 failed with timeout',
      'masked',
    ],
    ['pod backend-7d9f8b6c5d-x2x4z was evicted from node', 'pod backend-5c6d7f8a9b-kqzwr was evicted from node', 'masked'],
    ['commit 3f2a9c1d8e failed to deploy', 'commit 9b8c7d6e5f failed to deploy', 'masked'],
    ['limits of the pool are 1234 5 99', 'limits of the pool are 12 5 99', 'masked'],
    ['slow since 20/Nov/2026:10:00:00 for all', 'slow since 1/2/2025 10:00:00 for all', 'masked'],
    ['slow since 2026-11-20T10:00:00Z on every request', 'slow since 2025-01-02T23:59:59+02:00 on every request', 'masked'],
    ['relation "users" does not exist', 'ERROR: relation "reports" does not exist at character 15', 'unquoted'],
    ["Cannot read properties of undefined (reading 'map')", "TypeError: Cannot read properties of undefined (reading 'id')", 'unquoted'],
    ['\u001b[31mError: pool is empty', 'Error: pool is empty', 'plain'],
  ])('%s', (signature, text, form) => expect(match(signature, text)).toBe(form));

  it.each([
    ['HTTP 500', 'HTTP 404'],
    ['status 500', 'status 200'],
    ['FATAL: too many clients', 'FATAL: password authentication failed'],
    ['first * second', 'second then first'],
    ['{"error":"invalid_token"}', '{"name":"ok"}'],
  ])('not %s in %s', (signature, text) => expect(match(signature, text)).toBeNull());
});

/** A month between numbers makes a date of them, which is one number. */
const word = fc.stringMatching(/^[a-z]{3,9}$/).filter((text) => !/^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/.test(text));
const number = fc.integer({ min: 0, max: 999_999 });
const id = fc.uuid();
const host = fc.tuple(word, fc.constantFrom('.internal', '.example.com', '.svc.cluster.local')).map(([name, tail]) => name + tail);
const time = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((at) => at.toISOString());
const varying = { number, id, host, time };

describe('whatever the words', () => {
  it('is found when only ids, hosts, times and numbers differ', () => {
    const part = fc.oneof(
      ...Object.entries(varying).map(([, of]) => fc.tuple(of, of).map(([a, b]) => ({ a: String(a), b: String(b) }))),
      word.map((same) => ({ a: same, b: same })),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), fc.array(word, { minLength: 4, maxLength: 6 }), (parts, words) => {
        const sentence = (side: 'a' | 'b') => [...words, ...parts.map((each) => each[side])].join(' ');
        fc.pre(words.join('').length >= 12);
        expect(match(sentence('a'), `prefix: ${sentence('b')} and more`)).not.toBeNull();
      }),
    );
  });

  it('is found wherever its own anchor says to look', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, around) => {
        const signature = readSignature(text);
        if (signature.anchor && matchSignature(signature, formsOf(`${around} ${text} ${around}`)))
          expect(formsOf(`${around} ${text} ${around}`).plain).toContain(signature.anchor);
      }),
    );
  });
});
