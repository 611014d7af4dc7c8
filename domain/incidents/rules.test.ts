import { expect, test } from 'vitest';
import { IncidentStatus, type Severity } from '@/prisma/generated/enums';
import { type Assessment, isOpen, isSevererThan, nextStatuses, proposedSeverity, statusesBefore } from './rules';

test('nothing goes back to triggered, and resolved is reached only by resolving', () => {
  expect(statusesBefore('triggered')).toEqual([]);
  expect(statusesBefore('resolved')).toEqual([]);
});

test('every open status can be cancelled, no ended one can', () => {
  for (const status of Object.values(IncidentStatus)) expect(nextStatuses(status).includes('cancelled')).toBe(isOpen(status));
});

test('P0 is severer than P1', () => {
  expect(isSevererThan('P0', 'P1')).toBe(true);
  expect(isSevererThan('P3', 'P2')).toBe(false);
});

test.each<[Assessment['stake'], Assessment['reach'], boolean, Severity]>([
  ['harm', 'few', true, 'P0'],
  ['work', 'everyone', false, 'P0'],
  ['work', 'everyone', true, 'P1'],
  ['work', 'many', false, 'P1'],
  ['work', 'many', true, 'P2'],
  ['work', 'few', false, 'P2'],
  ['work', 'few', true, 'P3'],
  ['nuisance', 'everyone', false, 'P3'],
])('S2-88: at stake %s, noticed by %s, way around %s: %s', (stake, reach, wayAround, severity) => {
  expect(proposedSeverity({ stake, reach, wayAround })).toBe(severity);
});
