import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkToken, signToken } from './jwt';

const SECRET = 'a secret of the practice environment';
const at = (seconds: number, toleranceSeconds = 30) => ({ now: new Date(seconds * 1000), toleranceSeconds });
const token = (nbf: number, exp: number) => signToken({ sub: 'ana@oatie.example', use: 'access', iat: nbf, nbf, exp }, SECRET);
const reason = (text: string, when: Parameters<typeof checkToken>[2], secret = SECRET) => {
  const checked = checkToken(text, secret, when);
  return checked.valid ? 'ok' : checked.reason;
};

describe('a token', () => {
  test.each([
    [1_000, 'ok'],
    [970, 'ok'],
    [969, 'not_yet_valid'],
    [1_330, 'ok'],
    [1_331, 'token_expired'],
  ])('valid from 1000 to 1300, with 30 s of tolerance, is at %i: %s', (seconds, expected) => {
    expect(reason(token(1_000, 1_300), at(seconds))).toBe(expected);
  });

  test('signed with another key is refused, whenever', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((other) => other !== SECRET),
        fc.nat(2_000),
        (other, seconds) => reason(token(1_000, 1_300), at(seconds), other) === 'bad_signature',
      ),
    );
  });

  test('changed in any one character is never accepted', () => {
    const sound = token(1_000, 1_300);
    fc.assert(
      fc.property(fc.nat(sound.length - 2), fc.constantFrom('A', 'b', '7', '.', '=', ' '), (index, sign) => {
        const changed = sound.slice(0, index) + sign + sound.slice(index + 1);
        return changed === sound || reason(changed, at(1_100)) !== 'ok';
      }),
    );
  });

  test('without a signature, or of another algorithm, is refused', () => {
    const [head, body] = token(1_000, 1_300).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(reason(`${head}.${body}.`, at(1_100))).toBe('malformed');
    expect(reason(`${none}.${body}.AAAA`, at(1_100))).toBe('unsupported_algorithm');
  });

  test('of any text gives a reason and does not throw', () => {
    fc.assert(fc.property(fc.string(), (text) => reason(text, at(1_100)) !== 'ok'));
  });
});
