import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchAll, readMatchers } from './matchers';

const matches = (line: string, labels: Record<string, string>) => matchAll(readMatchers(line) ?? [], labels);
const labels = { alertname: 'DatabaseConnectionHigh', severity: 'critical', instance: 'db-1:9187' };

test.each([
  ['alertname="DatabaseConnectionHigh"', true],
  ['alertname="Other"', false],
  ['alertname="DatabaseConnectionHigh", severity="critical"', true],
  ['alertname="DatabaseConnectionHigh", severity="page"', false],
  ['{alertname="DatabaseConnectionHigh",severity=~"critical|page",}', true],
  ['severity=~"crit"', false],
  ['severity=~"crit.*"', true],
  ['severity!~"crit"', true],
  ['severity!~"crit.*"', false],
  ['instance=~"db-\\d+:9187"', true],
  ['severity!="info"', true],
  ['severity!="critical"', false],
  ['alertname="DatabaseConnectionHigh", team=""', true],
  ['alertname="DatabaseConnectionHigh", team!="web"', true],
  ['team!="web"', false],
])('%s: %s', (line, expected) => {
  expect(matches(line, labels)).toBe(expected);
});

test.each(['', 'alertname', 'alertname=High', 'alertname="High" severity="page"', 'a=~"("', '9a="x"'])('%j is none', (line) => {
  expect(readMatchers(line)).toBeNull();
});

test('a value with quotes, backslashes and lines is read as it was meant', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const written = value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
      expect(readMatchers(`message="${written}"`)).toEqual([{ name: 'message', op: '=', value }]);
      expect(matches(`message="${written}"`, { message: value })).toBe(true);
      expect(matches(`message!="${written}"`, { message: value })).toBe(false);
    }),
  );
});
