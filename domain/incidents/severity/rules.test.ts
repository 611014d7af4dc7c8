import { expect, test } from 'vitest';
import { assess, fromLabel } from './rules';

test.each([
  ['Severity 1', 'P0'],
  ['severity 2 (performance issues)', 'P2'],
  ['Severity 3: minor', 'P3'],
  ['SEV-1', 'P0'],
  ['sev2', 'P2'],
  ['P1', 'P1'],
  [' p3 ', 'P3'],
  ['Severity 4', null],
  ['Severity 10', null],
  ['1', null],
  ['severe', null],
  ['', null],
])('S0-82: %j means %s', (label, severity) => expect(fromLabel(label)).toBe(severity));

test.each([
  [[], null],
  [[true], 'P0'],
  [[false], null],
  [[false, true], 'P1'],
  [[false, false, true], 'P2'],
  [[false, false, false], 'P3'],
])('S2-88: the answers %j come to %s', (answers, severity) => expect(assess(answers)).toBe(severity));
