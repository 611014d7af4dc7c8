import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '@/domain/errors';
import type { InputSpec, InputType } from '@/domain/runbooks/schema';
import { resolveInputs } from './inputs';

const spec = (type: InputType, more: Partial<InputSpec> = {}): InputSpec => ({ name: 'x', type, label: 'X', required: true, ...more });
const resolve = (type: InputType, raw: unknown, more: Partial<InputSpec> = {}) =>
  resolveInputs({ inputs: [spec(type, more)], needs: [] }, { x: raw }).values.x;
function refusal(run: () => unknown): { field: string; message: string }[] {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid') return error.details ?? [];
    throw error;
  }
  throw new Error('it was accepted');
}

describe('resolveInputs', () => {
  it.each<[InputType, unknown, unknown]>([
    ['string', `it's "quoted" $(id) \`id\` ; rm`, `it's "quoted" $(id) \`id\` ; rm`],
    ['int', '42', 42],
    ['int', -7, -7],
    ['bool', 'false', false],
    ['email', "o'brien@example.org", "o'brien@example.org"],
    ['url', 'https://example.org:8443/a?b=c', 'https://example.org:8443/a?b=c'],
    ['uuid', '018F3C2E-7B1A-7C3D-8E4F-0123456789AB', '018f3c2e-7b1a-7c3d-8e4f-0123456789ab'],
    ['duration', '1h30m', '1h30m'],
    ['datetime', '2026-11-21T14:30:00+02:00', '2026-11-21T12:30:00.000Z'],
    ['datetime', '2026-11-21T14:30', '2026-11-21T14:30:00.000Z'],
    ['secret', 'p@ss word', 'p@ss word'],
    ['string', 12, '12'],
  ])('%s takes %j', (type, raw, expected) => {
    expect(resolve(type, raw)).toBe(expected);
  });

  it.each<[InputType, unknown]>([
    ['int', '4.2'],
    ['int', '1e9'],
    ['int', '99999999999999999'],
    ['int', true],
    ['bool', 'yes'],
    ['bool', 1],
    ['email', 'nobody'],
    ['email', 'a@b\nBcc: c@d'],
    ['url', 'javascript:alert(1)'],
    ['url', 'javascript://x/%0aalert(1)'],
    ['url', 'file:///etc/passwd'],
    ['url', 'https://user:secret@example.org/'],
    ['uuid', '018f3c2e'],
    ['duration', 'soon'],
    ['datetime', '2026-02-30T10:00:00Z'],
    ['datetime', 'yesterday'],
    ['string', {}],
    ['string', ['a']],
    ['string', 'x'.repeat(4_097)],
    ['secret', 'x'.repeat(16_385)],
    ['secret', 5],
    ['string', 'é'.repeat(2_049)],
  ])('%s refuses %j', (type, raw) => {
    expect(refusal(() => resolve(type, raw))[0]?.field).toBe('x');
  });

  it.each(['\0', '\n', '\r', '\t', '\x1b[31m', '\x7f', '\u0085', '\u202e', '\u2066', '\u200f', '\u2028', '\ud800', '\ufeff'])(
    'refuses %j in every text',
    (character) => {
      for (const type of ['string', 'secret', 'email', 'url', 'enum', 'duration', 'uuid', 'datetime'] as const)
        expect(refusal(() => resolve(type, `a${character}b`, { options: [`a${character}b`] }))).toHaveLength(1);
      expect(refusal(() => resolveInputs({ inputs: [], needs: ['pid'] }, { pid: `a${character}b` }))[0]?.message).toContain(
        'control or direction',
      );
    },
  );

  it("refuses a leading '-' in every text", () => {
    for (const type of ['string', 'secret', 'enum', 'email'] as const)
      expect(refusal(() => resolve(type, '-rf', { options: ['-rf'] }))[0]?.message).toContain("starts with '-'");
    expect(refusal(() => resolveInputs({ inputs: [], needs: ['pid'] }, { pid: '-9' }))).toHaveLength(1);
  });

  it('names every bad field at once', () => {
    const block = {
      inputs: [spec('int', { name: 'a' }), spec('email', { name: 'b' }), spec('enum', { name: 'c', options: ['x', 'y'] })],
      needs: ['pid'],
    };
    expect(refusal(() => resolveInputs(block, { a: 'x', c: 'z', other: 1 })).map((detail) => detail.field)).toEqual([
      'a',
      'b',
      'c',
      'pid',
      'other',
    ]);
  });

  it('fills in defaults, leaves blanks out, keeps needs as they are', () => {
    const block = {
      inputs: [
        spec('int', { name: 'limit', default: 10 }),
        spec('string', { name: 'note', required: false }),
        spec('secret', { name: 'key' }),
      ],
      needs: ['pid', 'idle'],
    };
    const { values, secrets } = resolveInputs(block, { limit: '', note: '', key: 'k', pid: 12.5, idle: true });
    expect(values).toEqual({ limit: 10, key: 'k', pid: 12.5, idle: true });
    expect([...secrets]).toEqual(['key']);
  });

  it('is not moved by names of Object.prototype', () => {
    const block = { inputs: [spec('string', { name: 'constructor' })], needs: ['toString'] };
    expect(refusal(() => resolveInputs(block, {})).map((detail) => detail.field)).toEqual(['constructor', 'toString']);
    expect(refusal(() => resolveInputs({ inputs: [], needs: [] }, JSON.parse('{"__proto__": 1}')))[0]?.field).toBe('__proto__');
  });

  it('what it accepts holds no control character and no leading dash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        try {
          const value = String(resolve('string', text, { required: false }) ?? '');
          return !/^-|\p{Cc}/u.test(value);
        } catch (error) {
          return error instanceof DomainError;
        }
      }),
    );
  });
});
