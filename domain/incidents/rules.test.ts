import { expect, test } from 'vitest';
import { IncidentStatus } from '@/prisma/generated/enums';
import { isOpen, isSevererThan, nextStatuses, statusesBefore } from './rules';

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
