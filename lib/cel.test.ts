import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCel } from './cel';

function evaluate(text: string, scope: Record<string, unknown> = {}): unknown {
  const compilation = compileCel(text);
  if (!compilation.ok) throw new Error(compilation.message);
  return compilation.expression.evaluate(scope);
}

describe('compileCel', () => {
  it.each([
    ['used_pct >= 90', { used_pct: 97 }, true],
    ['used_pct >= 90', { used_pct: 97.3 }, true],
    ['used_pct >= 90', { used_pct: 89.99 }, false],
    ['used * 100 / total > 70', { used: 3, total: 4 }, true],
    ['1 + used * 2 - 0.5', { used: 3 }, 6.5],
    ['(a + b) * c', { a: 1, b: 2, c: 3 }, 9],
    ['a - (b - c)', { a: 10, b: 5, c: 3 }, 8],
    ['n % 2 == 0', { n: 4 }, true],
    ['-(a - 3) == 1 ? "x\\n\\"y" : \'z\'', { a: 2 }, 'x\n"y'],
    ['!(a > 1 && b > 1) || [1, 2][1] == 2 && {"k": 2.0}["k"] == 2.0', { a: 1, b: 1 }, true],
    ['1 + n == 4 && 1.5 * n < n * 2', { n: 3 }, true],
    ['(a || b) && c', { a: true, b: false, c: false }, false],
    ['a - b - c', { a: 10, b: 5, c: 3 }, 2],
    ['a / (b / c)', { a: 8, b: 4, c: 2 }, 4],
    ['timestamp("2026-01-01T00:00:00Z") < timestamp(at)', { at: '2026-02-01T00:00:00Z' }, true],
    ['7 / 2', {}, 3n],
    ['rows.exists(r, r.n / 2 > 1)', { rows: [{ n: 4.5 }] }, true],
    ['size(rows) == 1 && rows[0].state == "idle"', { rows: [{ state: 'idle' }] }, true],
    ['connected && rows[0].n > 3', { connected: false }, false],
    ['state in ["active", "idle"]', { state: 'idle' }, true],
    ['body.matches("^a+$")', { body: 'aaa' }, true],
  ])('%s', (text, scope, expected) => {
    expect(evaluate(text, scope)).toEqual(expected);
  });

  it.each([
    ['used > 3', {}, /Unknown variable: used/],
    ['used > 3', { used: null }, /no such overload/],
    ['used / total > 0.5', { used: 1, total: 0 }, /division by zero/],
    ['used % total == 1', { used: 1, total: 0 }, /division by zero/],
    ['1 / 0 == 1', {}, /division by zero/],
    ['constructor == 1', Object.create(null), /Unknown variable/],
  ])('refuses to guess: %s', (text, scope, message) => {
    expect(() => evaluate(text, scope)).toThrow(message);
  });

  it('ends a pattern that would run for ever', () => {
    expect(() => evaluate('body.matches("(a+)+$")', { body: `${'a'.repeat(60)}b` })).toThrow(/longer than 1000 ms/);
  });

  it('ends nested loops that would run for ever', () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => n);
    expect(() => evaluate('r.all(a, r.all(b, r.all(c, r.all(d, a + b + c + d >= 0))))', { r: rows })).toThrow(/longer than/);
  });

  it('names the free variables only', () => {
    const compilation = compileCel('rows.exists(r, r.a > limit) && has(json.x) && "q" == data["k"]');
    expect(compilation.ok && [...compilation.expression.names].sort()).toEqual(['data', 'json', 'limit', 'rows']);
  });

  it.each(['', '  ', 'a >', 'a === 1', 'a; b', 'min(1, 2)', '"a" + 1', 'x'.repeat(3_000), '('.repeat(500)])(
    'refuses to compile %s',
    (text) => {
      const compilation = compileCel(text);
      expect(compilation.ok ? '' : compilation.message).not.toBe('');
    },
  );

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => typeof compileCel(text).ok === 'boolean'));
  });
});
