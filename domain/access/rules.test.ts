import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Role } from '@/prisma/generated/enums';
import { addressBlock, covers, FAILURE_WINDOW_MS, passwordProblem, retryAt } from './rules';

const now = new Date('2026-11-21T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const waitSeconds = (at: Date | null) => (at ? (at.getTime() - now.getTime()) / 1_000 : null);

describe('passwordProblem', () => {
  test.each([
    ['twelve chars', null],
    ['eleven char', 'must have at least 12 characters'],
    ['Ana@Example.com', 'must not be the e-mail address'],
    ['x'.repeat(201), 'must have at most 200 characters'],
  ])('%j', (password, problem) => expect(passwordProblem(password, 'ana@example.com')).toBe(problem));
});

describe('retryAt', () => {
  test.each([
    [[], null],
    [[1, 2, 3, 4], null],
    [[10, 20, 30, 40, 50], 20],
    [[31, 32, 33, 34, 35], null],
    [[0, 1, 2, 3, 4, 5], 60],
    [[0, 1, 2, 3, 4, 5, 6, 7], 240],
    [[0, ...Array(14).fill(60)], 900],
    [[901, 902, 903, 904, 905], null],
  ])('failures %j seconds ago make one wait %j s', (failures, seconds) =>
    expect(waitSeconds(retryAt(failures.map(ago), 5, now))).toBe(seconds),
  );

  test('more failures never shorten the wait, and it never exceeds the window', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 40 }), fc.integer({ min: 0, max: 800 }), (failures, one) => {
        const before = retryAt(failures.map(ago), 5, now)?.getTime() ?? 0;
        const after = retryAt([...failures, one].map(ago), 5, now)?.getTime() ?? 0;
        expect(after).toBeGreaterThanOrEqual(before);
        expect(after - now.getTime()).toBeLessThanOrEqual(FAILURE_WINDOW_MS);
      }),
    ));
});

describe('addressBlock', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, block) => expect(addressBlock(address)).toBe(block));
});

describe('covers', () => {
  test.each<[Role[], Role, boolean]>([
    [['admin', 'commander'], 'responder', true],
    [['admin', 'commander'], 'commander', true],
    [['admin'], 'responder', false],
    [['admin'], 'commander', false],
    [['commander'], 'admin', false],
    [['responder'], 'viewer', true],
    [['viewer'], 'responder', false],
    [[], 'viewer', false],
  ])('%j may hand out %s: %s', (roles, role, allowed) => expect(covers(roles, role)).toBe(allowed));

  test('a role covers itself, and adding roles never takes cover away', () =>
    fc.assert(
      fc.property(
        fc.subarray(Object.values(Role)),
        fc.constantFrom(...Object.values(Role)),
        fc.constantFrom(...Object.values(Role)),
        (roles, role, more) => {
          expect(covers([role], role)).toBe(true);
          if (covers(roles, role)) expect(covers([...roles, more], role)).toBe(true);
        },
      ),
    ));
});
