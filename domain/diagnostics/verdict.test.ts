import { describe, expect, it } from 'vitest';
import { decideVerdict, evaluateExports, hasRuleOn } from './verdict';

const rows = (...rows: Record<string, unknown>[]) => ({ connected: true, rows, rowCount: rows.length });

describe('decideVerdict', () => {
  it.each([
    [97, 'fail'],
    [97.3, 'fail'],
    [80, 'warn'],
    [74.9, 'ok'],
  ])('used_pct %s is %s', (used_pct, verdict) => {
    expect(decideVerdict({ kind: 'sql', fail: 'used_pct >= 90', warn: 'used_pct >= 75' }, rows({ used_pct })).verdict).toBe(verdict);
  });

  it('cannot be decided when no row came, and says so', () => {
    expect(decideVerdict({ kind: 'sql', fail: 'used_pct >= 90' }, rows())).toEqual({
      verdict: null,
      reason: 'The rule fail="used_pct >= 90" could not be decided: used_pct is unknown because no rows came back.',
    });
  });

  it('cannot be decided by a null, a number or a rule that does not compile', () => {
    expect(decideVerdict({ kind: 'sql', fail: 'used_pct >= 90' }, rows({ used_pct: null })).verdict).toBeNull();
    expect(decideVerdict({ kind: 'sql', fail: 'used_pct' }, rows({ used_pct: 3 })).reason).toContain('neither true nor false');
    expect(decideVerdict({ kind: 'sql', fail: 'used_pct >' }, rows({ used_pct: 3 })).verdict).toBeNull();
  });

  it('does not let a column hide what the kind says', () => {
    const data = { ...rows({ connected: true }), connected: false, error: { code: 'refused', message: 'refused' } };
    expect(decideVerdict({ kind: 'sql', fail: '!connected' }, data).verdict).toBe('fail');
  });

  it('ok that does not hold is fail, and warn stands before ok', () => {
    expect(decideVerdict({ kind: 'sql', ok: 'n == 1' }, rows({ n: 2 }))).toEqual({ verdict: 'fail', reason: 'not ok: n == 1' });
    expect(decideVerdict({ kind: 'sql', ok: 'n == 1', warn: 'n == 2' }, rows({ n: 2 })).verdict).toBe('warn');
  });

  it.each([
    ['bash', { exit_code: 1 }, 'fail'],
    ['bash', { exit_code: 0 }, 'ok'],
    ['bash', { exit_code: 143, bounded: true }, 'ok'],
    ['http', { status: 204 }, 'ok'],
    ['http', { status: 404 }, 'warn'],
    ['http', { status: 503 }, 'fail'],
    ['http', { status: 0, error: { code: 'refused', message: 'connection refused' } }, 'fail'],
    ['tcp', { connected: false }, 'fail'],
    ['tcp', { connected: true }, 'ok'],
    ['dns', { resolved: false }, 'fail'],
    ['tls', { valid: false }, 'fail'],
    ['host', { cpu: {} }, 'ok'],
  ] as const)('%s without rules: %j is %s', (kind, data, verdict) => {
    expect(decideVerdict({ kind }, data).verdict).toBe(verdict);
  });

  it('a rule on something else does not hide the sign of failure', () => {
    expect(decideVerdict({ kind: 'http', fail: 'timings.totalMs > 1000' }, { status: 503, timings: { totalMs: 5 } }).verdict).toBe('fail');
    expect(decideVerdict({ kind: 'http', warn: 'timings.totalMs > 1' }, { status: 503, timings: { totalMs: 5 } }).verdict).toBe('fail');
    expect(decideVerdict({ kind: 'bash', warn: 'lines > 3' }, { exit_code: 127, lines: 1 }).verdict).toBe('fail');
    expect(decideVerdict({ kind: 'http', fail: 'json.state != "up"' }, { status: 0, error: { message: 'refused' } }).reason).toBe(
      'no answer: refused',
    );
  });

  it('a rule on the sign of failure decides alone', () => {
    expect(decideVerdict({ kind: 'http', fail: 'status != 401' }, { status: 401 }).verdict).toBe('ok');
    expect(decideVerdict({ kind: 'bash', fail: 'exit_code > 1' }, { exit_code: 1 }).verdict).toBe('ok');
    expect(decideVerdict({ kind: 'bash', ok: 'stdout == "up"' }, { exit_code: 1, stdout: 'up' }).verdict).toBe('ok');
  });

  it('knows whether a rule reads a name', () => {
    expect(hasRuleOn({ kind: 'sql', fail: '!connected' }, 'connected')).toBe(true);
    expect(hasRuleOn({ kind: 'sql', fail: 'rows.exists(connected, connected.x)' }, 'connected')).toBe(false);
  });
});

describe('evaluateExports', () => {
  it('hands on single values and names what is missing', () => {
    const result = evaluateExports(
      { kind: 'sql', exports: { pid: 'rows[0].pid', count: 'size(rows)', all: 'rows', user: 'rows[1].user' } },
      rows({ pid: 4711 }),
    );
    expect(result.values).toEqual({ pid: 4711, count: 1 });
    expect(Object.keys(result.missing)).toEqual(['all', 'user']);
  });
});
